/**
 * Arabic words for deleting everything on this device.
 */
import type { englishWipe } from './en-wipe.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicWipe: PartOfSix<typeof englishWipe> = {
  'wipe.open': 'حذف كل شيء…',
  'wipe.forgotten': 'من دون عبارة المرور لا شيء يفتح ما هو محفوظ هنا. إن ضاعت فلا يبقى إلا حذف كل شيء والبدء من جديد.',
  'wipe.heading': 'حذف كل شيء على هذا الجهاز',
  'wipe.lead': 'تزول من هذا المتصفح مفاتيحك وغرفك وكل الرسائل ومن تحققت منهم. يستغرق ذلك لحظة ولا يحتاج إلى عبارة مرور.',
  'wipe.final': 'لا شيء يعيدها، ولا حتى عبارة المرور. وفي غرفك ستكون شخصًا جديدًا.',
  'wipe.others': 'يحتفظ الآخرون بما لديهم، وبما كتبته أنت أيضًا. لا يُخبَرون بذلك: يرون فقط أنك لم تعد متصلًا.',
  'wipe.outside': 'ما نسخته أو حفظته خارج هذه الصفحة يبقى في مكانه، وكذلك هذه الصفحة نفسها.',
  'wipe.yes': 'حذف كل شيء الآن',
  'wipe.busy': 'يُحذف كل شيء…',
  'wipe.left-heading': 'لم يُحذف كل شيء',
  'wipe.again': 'إعادة المحاولة',
};
