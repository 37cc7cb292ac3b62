/**
 * Arabic words of messages that disappear.
 */
import type { englishVanishing } from './en-vanishing.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicVanishing: PartOfSix<typeof englishVanishing> = {
  'timer.hours': {
    zero: '{count} ساعة',
    one: 'ساعة واحدة',
    two: 'ساعتين',
    few: '{count} ساعات',
    many: '{count} ساعة',
    other: '{count} ساعة',
  },
  'timer.days': { zero: '{count} يوم', one: 'يوم واحد', two: 'يومين', few: '{count} أيام', many: '{count} يومًا', other: '{count} يوم' },
  'timer.weeks': {
    zero: '{count} أسبوع',
    one: 'أسبوع واحد',
    two: 'أسبوعين',
    few: '{count} أسابيع',
    many: '{count} أسبوعًا',
    other: '{count} أسبوع',
  },
  'timer.heading': 'الرسائل المختفية',
  'timer.label': 'ما يُكتب من الآن يختفي',
  'timer.off': 'أبدًا',
  'timer.after': 'بعد {span}',
  'timer.hint': 'قرار لكل من هنا. ما كُتب من قبل يبقى. كل جهاز يحسب بساعته، ولا يمكن منع أحد من النسخ.',
  'timer.is-off': 'الرسائل هنا تبقى.',
  'timer.is-on': 'الرسائل هنا تختفي بعد {span}',
  'message.vanishing': 'متى تختفي',
  'message.vanishes': 'تختفي في {moment}',
  'quote.vanished': 'رسالة اختفت',
  'notice.timer-on': 'قرر {author} أن تختفي الرسائل بعد {span}. ما كُتب من قبل يبقى',
  'notice.timer-off': 'قرر {author} أن تبقى الرسائل',
};
