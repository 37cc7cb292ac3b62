/**
 * Arabic words of the command palette and of the sheet of keyboard shortcuts.
 */
import type { englishKeyboard } from './en-keyboard.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicKeyboard: PartOfSix<typeof englishKeyboard> = {
  'palette.heading': 'الذهاب إلى غرفة، أو فعل شيء',
  'palette.label': 'غرفة أو إجراء',
  'palette.placeholder': 'اكتب للبحث',
  'palette.found': {
    zero: 'لا نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '{count} نتائج',
    many: '{count} نتيجة',
    other: '{count} نتيجة',
  },
  'palette.invite': 'دعوة أحد إلى هذه الغرفة',
  'shortcuts.heading': 'اختصارات لوحة المفاتيح',
  'shortcuts.palette': 'الذهاب إلى غرفة، أو فعل شيء',
  'shortcuts.previous': 'الغرفة السابقة',
  'shortcuts.next': 'الغرفة التالية',
  'shortcuts.send': 'إرسال الرسالة',
  'shortcuts.new-line': 'سطر جديد',
  'shortcuts.mention': 'ذكر شخص أثناء الكتابة',
  'shortcuts.close': 'إغلاق ما هو مفتوح',
  'shortcuts.sheet': 'عرض هذا، خارج مربع نص',
  'shortcuts.help-key': 'مفتاح علامة الاستفهام يعرض هذا',
  'shortcuts.help-key-hint': 'أوقفه إن كنت تضغطه دون قصد، كما مع الإدخال الصوتي.',
  'keys.control': 'Ctrl',
  'keys.alt': 'Alt',
  'keys.shift': 'Shift',
  'keys.enter': 'Enter',
  'keys.escape': 'Esc',
};
