/**
 * Arabic words of what can be chosen about Parley as a whole: the sections of the settings, how the page looks, how one writes, one's name.
 */
import type { englishPreferences } from './en-preferences.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicPreferences: PartOfSix<typeof englishPreferences> = {
  'settings.sections': 'الأقسام',
  'settings.appearance': 'المظهر',
  'settings.writing': 'الكتابة',
  'settings.lock-passphrase': 'القفل وعبارة المرور',
  'settings.name': 'اسمك',
  'appearance.theme': 'السمة',
  'appearance.system': 'مثل هذا الجهاز',
  'appearance.light': 'فاتحة',
  'appearance.dark': 'داكنة',
  'appearance.text-size': 'حجم النص',
  'appearance.small': 'صغير',
  'appearance.normal': 'عادي',
  'appearance.large': 'كبير',
  'appearance.larger': 'أكبر',
  'appearance.hint':
    'يُحفظ هذان في هذا المتصفح بلا ختم، لتظهر شاشة القفل كما ينبغي. لا يقولان شيئًا عنك. زيادة التباين وتقليل الحركة يتبعان جهازك.',
  'writing.enter': 'مفتاح Enter',
  'writing.enter-sends': 'يرسل الرسالة',
  'writing.enter-breaks': 'يبدأ سطرًا جديدًا؛ Ctrl أو Command مع Enter يرسل',
  'writing.telling': 'في الغرف التي تنشئها أو تنضم إليها من الآن',
  'writing.read': 'إخبار من فيها بما قرأته',
  'writing.typing': 'إظهار أنني أكتب لهم',
  'writing.telling-hint': 'في كل غرفة يمكنك أن تقرر غير ذلك، أسفل قائمة الأشخاص.',
  'storage.lead': 'كم امتلأ هذا المتصفح، والنسخ الاحتياطية، والتخلص من الرسائل القديمة.',
  'name.lead': 'ما يراه الآخرون. يُخبَرون به في كل غرفة أنت فيها، ومن تحقق منك يرى بأي اسم كان ذلك.',
  'name.label': 'الاسم الجديد',
  'name.change': 'تغيير الاسم',
  'name.done': 'من الآن أنت {name}.',
};
