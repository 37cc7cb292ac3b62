/**
 * Arabic words of being told of messages: what the browser says outside of the page, and what can be chosen about it.
 */
import type { englishNotices } from './en-notices.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicNotices: PartOfSix<typeof englishNotices> = {
  'notify.plain': 'رسالة جديدة',
  'notify.title': '{author} في {room}',
  'settings.notices': 'التنبيهات',
  'notices.level': 'عندما تصل رسالة ليست على الشاشة',
  'notices.off': 'لا تخبرني بشيء خارج هذه الصفحة',
  'notices.plain': 'أخبرني بأن هناك رسالة',
  'notices.full': 'أخبرني بمن كتب، وفي أي غرفة، وماذا كتب',
  'notices.full-hint': 'من يرى شاشتك يستطيع قراءة ذلك، وقد يحتفظ به نظامك.',
  'notices.default': 'سيسألك متصفحك مرة واحدة هل يُسمح لـParley بذلك.',
  'notices.denied': 'يرفض هذا المتصفح: الإشعارات محظورة لهذه الصفحة. اسمح بها في إعدادات المتصفح لهذه الصفحة، ثم اختر هنا من جديد.',
  'notices.unsupported': 'ليست في هذا المتصفح إشعارات لصفحة فُتحت هكذا. عنوان علامة التبويب يعدّ ما لم يُقرأ.',
  'notices.sound': 'تشغيل نغمة قصيرة',
  'notices.sound-hint': 'لا تُسمع إلا بعد أن تستخدم الصفحة منذ فتحها.',
  'notices.quiet': 'عدم الإزعاج',
  'notices.quiet-lead': 'لا إشعارات ولا نغمات؛ وما لم يُقرأ يُعدّ مع ذلك.',
  'notices.quiet-hour': 'لمدة ساعة',
  'notices.quiet-tomorrow': 'حتى الغد',
  'notices.quiet-on': 'حتى أوقفه',
  'notices.is-quiet': 'لا شيء يزعجك إلى أن توقفه.',
  'notices.is-quiet-until': 'لا شيء يزعجك حتى {moment}.',
  'notices.quiet-end': 'إيقافه',
  'notices.muted': 'مكتومة',
  'options.mute-heading': 'هذه الغرفة',
  'options.mute': 'كتمها',
  'options.mute-hint': 'لا تخبرك بشيء خارج هذه الصفحة، إلا إذا ذكرتك رسالة؛ ولا يعدّها عنوان علامة التبويب.',
  'offer.heading': 'وصلت رسائل وأنت تنظر إلى مكان آخر.',
  'offer.text': 'أتريد أن تُخبَر؟ بأن هناك رسالة فقط، لا ممن هي.',
  'offer.yes': 'أخبرني',
  'offer.no': 'لا',
};
