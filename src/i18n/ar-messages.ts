/**
 * Arabic words of what can be done with a message.
 */
import type { englishMessages } from './en-messages.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicMessages: PartOfSix<typeof englishMessages> = {
  'message.more': 'المزيد',
  'message.menu': 'ما يُفعل بهذه الرسالة',
  'message.reply': 'رد',
  'message.edit': 'تعديل',
  'message.copy': 'نسخ النص',
  'message.copied': 'نُسخ.',
  'message.copy-failed': 'تعذّر النسخ.',
  'message.erase': 'حذف للجميع',
  'message.go-to': 'الذهاب إلى الرسالة',
  'message.answer-to': 'رد على {author}:',
  'message.edited': 'معدّلة',
  'message.versions': 'نسخ سابقة',
  'quote.missing': 'رسالة ليست هنا',
  'quote.erased': 'رسالة حُذفت',
  'composer.replying': 'الرد على {author}',
  'composer.replying-self': 'الرد على نفسك',
  'composer.editing': 'التعديل',
  'composer.stop-reply': 'عدم الرد',
  'composer.stop-edit': 'التوقف عن التعديل',
  'erase.heading': 'أتُحذف هذه الرسالة؟',
  'erase.mine': 'تزول لدى كل من هنا، مع كل ما قالته قبل تعديلها.',
  'erase.theirs': 'كتبها {author}. تزول لدى كل من هنا، مع كل ما قالته قبل تعديلها.',
  'erase.seen': 'من قرأها أو نسخها يحتفظ بما عرف. والجهاز المطفأ يفقدها عندما يعود.',
  'export.quote': '{author}: {sentence}',
  'export.earlier': 'سابقًا، في {date}:',
  'erase.yes': 'حذف للجميع',
  'message.pin': 'تثبيت',
  'message.unpin': 'إلغاء التثبيت',
  'pinned.label': 'رسالة مثبّتة',
};
