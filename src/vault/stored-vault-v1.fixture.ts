/**
 * A stored vault of format 1, frozen: what localStorage and IndexedDB held at one moment. It has to open for as long as Parley reads format 1, so it is
 * never made anew. Written out before that moment: two segments of one history, one of another, two records, a removal; only in the journal: the last batches.
 */

/** What was typed. */
export const STORED_VAULT_V1_PASSPHRASE = 'correct horse battery staple';

/** localStorage, by key without `parley/<profile>/`. */
export const STORED_VAULT_V1_STORAGE: Readonly<Record<string, string>> = {
  vault:
    '{"parley":"vault","format":1,"kdf":{"name":"PBKDF2-HMAC-SHA-256","rounds":600000,"salt":"bOT85-55n7RkvLYAus1mog"},"wrapped":"BTfp4f1m9PgBQ-GurTgnH2xCAm-Azvvialz0_eWmMHFnJS5Kbol_5Hqf6dqN3nbY2Y_7S23a3De2HhIq","check":"WV5stHZ9hEI"}',
  'r/CtZrJyy0fn6KR93wMRV6Kg': 'ݯ䍙躴ꌥ衷扤ᄆ剌啺阪怹詚鄒➐釳➥䡩ꎤ贸舉䵩ᔅ㕭逜晙贼咫酽㪺䇾驡㡟ᐭ㙈彝溤峅鎤ᒒƘ',
  'r/OdFIMAaLMTCr5NIjSLlSPw': 'ဆ㺃瘺ᚨꑖꐌ蓂咉鱜尯陻蠜梤闻獤斞勏䊫浕ꍷ鞀郀䞭᧱龁鱠厭侤㴻嶑龟',
  's/NwlMLwgXlL03xRRKmy7nkQ/0':
    'ݠҠҠҠҠҠҠҠҠ凗崰ꑖ飞厖侒屇么䌽㾠簹毇居惏㝥瀲緀ᄵ腟觙滰辞猘巍䭍噉䵸瀡蔢䛪阹㽘筶鱧ⵑ㿑畤郡諵ᆊ鸀♊腏㢊⍟濺⡈ᙗ皺豩慼琱倴▾䤕果疪䵞⪱礈ዴ鶬䯱覝ɟ',
  index:
    'ޖ☄䠱䕓騩蜕㘨蚦亮ꡀ㭖抁⛙ݣ㿓柅䰔餞䢻镓酚刺瓬词锞䉝噧辣媎ᄬⲜ㪊㠰蕚ꇦꞛ侶擎柒转携鳢嵯⤉⍒説噚လ薬轞乤皵僶羫阇姢汱䚮䀯ᖢ蓲䚫ꃂ趞☉駼銻黯ꅠ堾ᔉ㾻ဟ棋ꡝ蛸憃礏图鵛及敨柟攖㮐藍ҽ㑝岫烌㮀䬍⦠㻚顿靐塰哓毌俛䛎㨧',
  's/NwlMLwgXlL03xRRKmy7nkQ/1': 'ޜ疪䵞⪱礈ዴ鶬䯱覝䊧翇┉⬏吺纓䲽乯꜉钰蕴劖晓枩㻥钱欀槀ဓ㞺馏㨛䁝漙叙絸砙闬峛萐ʇ',
  's/zaTFaC1Xx7pxwFG6LkFmTw/0': 'ݠҠҠҠҠҠҠҠҠጣ缳殹庿冇垑浚必眲躾䰦寸Ꮊዪ諌㷿雚ꑋ醵猦㙫苍㥣笠酸╣ꔔ內',
};

/** The object store `journal`; byte arrays as base64. */
export const STORED_VAULT_V1_JOURNAL: readonly { seq: number; format: number; previous: string; sealed: string; out: number | null }[] = [
  {
    seq: 1,
    format: 1,
    previous: 'AAAAAAAAAAAAAAAAAAAAAA==',
    sealed:
      'Lnk56hdHRY6Md29yY0tSNcFTcDMHBpm57eNpRCQQ388M25QQ31cAuXqSruGK6/I+GWMV1HX5Ogw6MfXw/uvdDCL7UnpCZc0n4NNcSf26A0vsvGPj/9A+56djJ3atHg/me8FRzR6vWpufAcr4Uv5lFgvm',
    out: 1795350317718.8499,
  },
  {
    seq: 2,
    format: 1,
    previous: 'Uc0er1qbnwHK+FL+ZRYL5g==',
    sealed:
      'cSuQAjSTA/6/8O8Z8xoGgwtAOiizMQxJiWO2Wxd3ghBK9oDTp102cEueyogaQ5t/4rRjZ9XUkYzCVa17NEmmwQJzfXPlqPvhQ3pSGOFx6n83irQs9bu/DsyF2i2A7i8st3GI4ov3ZS4or9G6FxnJfxkjfTTFPG4/BfWKUcp/uYKv6w==',
    out: 1795350317718.8499,
  },
  {
    seq: 3,
    format: 1,
    previous: 'fTTFPG4/BfWKUcp/uYKv6w==',
    sealed: '9FUdRWiJOuRUzMLdo48FlWIl1PU2pW/KmZ5jyMwkyKj4x98Pp/5TzaxWmj0CwMtzIucKnEVGFhZdqcFoBWW8VAhAuQ==',
    out: 1795350317983.1216,
  },
  {
    seq: 4,
    format: 1,
    previous: 'nEVGFhZdqcFoBWW8VAhAuQ==',
    sealed: 'RbpuyIbisltV40cnhtHyTKp5XBAOTp2bd48Vt7GQpORlj8mGXp4+hxp8gLjrzPvJJ+c5vnDeM2QocJtV99A=',
    out: 1795350317983.1216,
  },
  {
    seq: 5,
    format: 1,
    previous: '+8kn5zm+cN4zZChwm1X30A==',
    sealed: 'PRwuAkwPd+2OsHNRppF5YXZgEHT4oIYbwVbxQAGxCZaFfeY=',
    out: 1795350317983.1216,
  },
  {
    seq: 6,
    format: 1,
    previous: 'dPighhvBVvFAAbEJloV95g==',
    sealed: 'Ty/ZrVuRZK8CTGbZ03NUG+lPPDeQ1RExLXgTxD3wMWRgBs0+6kLk7sUip59nGeFz+5kUp94v5nMPa44/3RQL',
    out: null,
  },
  {
    seq: 7,
    format: 1,
    previous: 'c/uZFKfeL+ZzD2uOP90UCw==',
    sealed: 'y717VQ5LZl7EZYcUNQ+Z9GqmgFdlCRxXZTnaVIf8Lzuh5iN+dixLavfHgh/6DSutFNpKH0rZ+IbRJC6iN7m/Ztx79nhC6OOy',
    out: null,
  },
];
