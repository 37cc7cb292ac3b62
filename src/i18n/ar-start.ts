/**
 * Arabic words outside rooms: starting, first run, unlocking, the list of rooms, home.
 */
import type { englishStart } from './en-start.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicStart: PartOfSix<typeof englishStart> = {
  'app.name': 'Parley',
  'app.promise': 'محادثة خاصة في ملف واحد.',
  'app.title-unread': '({count}) Parley',
  'loading.text': 'يبدأ Parley…',
  'fatal.heading': 'لم يبدأ Parley',
  'fatal.button': 'إعادة المحاولة',
  'elsewhere.heading': 'Parley مفتوح في علامة تبويب أخرى',
  'elsewhere.text': 'لا يحفظ رسائلك إلا علامة تبويب واحدة في كل مرة. تابِع هناك، أو انتقل إلى هنا.',
  'elsewhere.button': 'استخدام Parley هنا',

  'first.lead': 'تحدّث مع من تختارهم، من متصفح إلى متصفح. بلا حساب، وبلا خادم يحتفظ بكلامك.',
  'first.point-sealed': 'يُختم عندك، ويُفتح عندهم.',
  'first.point-kept': 'يبقى سجلّك في هذا المتصفح، مشفّرًا.',
  'first.point-checked': 'تتأكد مرة واحدة، بسبع صور، من أن أصدقاءك هم حقًا من يقولون.',
  'first.name': 'اسمك',
  'first.name-hint': 'ما يراه الآخرون.',
  'first.passphrase': 'عبارة المرور',
  'first.passphrase-hint': 'تقفل ما هو محفوظ على هذا الجهاز. بضع كلمات لا رابط بينها تكفي. لا أحد يستطيع استعادتها.',
  'strength.weak': 'سهلة التخمين. أضف بضع كلمات لا رابط بينها.',
  'strength.fair': 'مقبولة. كلمة أو كلمتان أخريان لا رابط بينها تجعلها قوية.',
  'strength.strong': 'صعبة التخمين، ما لم تكن اقتباسًا.',
  'first.start': 'ابدأ',
  'first.busy': 'تُنشأ مفاتيحك…',
  'first.pending-invite': 'دعوتك محفوظة، وستُعرض عليك فور أن تبدأ.',
  'first.without-heading': 'بلا عبارة مرور حقًا؟',
  'first.without': 'عندها يستطيع قراءة رسائلك كل من يمكنه استخدام هذا المتصفح.',
  'first.without-file': 'فُتحت هذه الصفحة من ملف. في بعض المتصفحات قد تستطيع قراءتها أيضًا أي صفحة أخرى فُتحت من ملف.',
  'first.continue': 'المتابعة بلا عبارة مرور',

  'unlock.heading': 'أهلًا بعودتك',
  'unlock.text': 'رسائلك مختومة. عبارة المرور تفتحها.',
  'unlock.passphrase': 'عبارة المرور',
  'unlock.button': 'فتح القفل',
  'unlock.busy': 'جارٍ الفتح…',

  'rooms.heading': 'الغرف',
  'rooms.home': 'الرئيسية',
  'rooms.none': 'لا غرف بعد.',
  'rooms.unread': 'غير مقروء: {count}',
  'rooms.online': 'متصلون: {count}',
  'rooms.quiet': 'لا أحد متصل',
  'rooms.lock': 'قفل Parley',
  'rooms.me': 'أنت {name}',
  'rooms.no-passphrase': 'بلا عبارة مرور: كل من يستخدم هذا المتصفح يستطيع فتح Parley.',

  'home.greeting': 'مرحبًا، {name}',
  'home.lead': 'أنشئ غرفة وادعُ أحدًا، أو انضم إلى غرفة دُعيت إليها.',
  'home.new-room': 'غرفة جديدة',
  'home.new-room-hint': 'أنت من يقرر من يُدعى.',
  'home.join': 'الانضمام بدعوة',
  'home.join-hint': 'أرسل إليك أحدهم رابطًا أو رمزًا.',
  'home.room-name': 'اسم الغرفة',
  'home.room-name-hint': 'يراه كل من في الغرفة، وكل من يحمل دعوة.',
  'home.create': 'إنشاء الغرفة',
  'home.creating': 'جارٍ الإنشاء…',
  'home.invite': 'رابط الدعوة أو رمزها',
  'home.invite-hint': 'ألصقه كاملًا. يُقرأ هنا ولا يُرسل إلى أي مكان.',
  'home.join-button': 'انضمام',
  'home.joining': 'جارٍ الانضمام…',
  'home.back': 'رجوع',
  'home.server-heading': 'تلتقي هذه الغرفة في مكان آخر',
  'home.server':
    'تطلب منك الدعوة استخدام نقطة الالتقاء {server}. من يديرها يعرف عناوين الإنترنت لكل من يلتقون هناك، ومتى. اضغط «انضمام» مرة أخرى للموافقة.',
};
