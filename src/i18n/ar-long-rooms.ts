/**
 * Arabic words for finding one's way in a long room: where one left off, and the way to the newest.
 */
import type { englishLongRooms } from './en-long-rooms.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicLongRooms: PartOfSix<typeof englishLongRooms> = {
  'messages.earlier': 'عرض الرسائل السابقة',
  'messages.later': 'عرض الرسائل اللاحقة',
  'messages.new': {
    zero: 'لا رسائل جديدة',
    one: 'رسالة جديدة',
    two: 'رسالتان جديدتان',
    few: '{count} رسائل جديدة',
    many: '{count} رسالة جديدة',
    other: '{count} رسالة جديدة',
  },
  'messages.newest': 'أحدث الرسائل',
  'messages.since': 'جديد منذ كنت هنا',
  'find.in-room': 'البحث في هذه الغرفة',
  'find.everywhere': 'البحث في كل الغرف',
  'find.close': 'إغلاق البحث',
  'find.results': 'الرسائل التي عُثر عليها',
  'find.looking': 'جارٍ البحث…',
  'find.share': 'جارٍ البحث… {share}٪',
  'find.none': 'لم يُعثر على شيء',
  'find.found': {
    zero: 'لا نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '{count} نتائج',
    many: '{count} نتيجة',
    other: '{count} نتيجة',
  },
  'find.first': {
    zero: 'لا نتائج',
    one: 'أحدث نتيجة',
    two: 'أحدث نتيجتين',
    few: 'أحدث {count} نتائج',
    many: 'أحدث {count} نتيجة',
    other: 'أحدث {count} نتيجة',
  },
  'find.place': '{place} من {count}',
  'find.more': 'البحث في ما قبل ذلك',
  'find.newer': 'نتيجة أحدث',
  'find.older': 'نتيجة أقدم',
  'find.unopened': {
    zero: 'لا غرف قيد القراءة',
    one: 'غرفة واحدة ما زالت تُقرأ',
    two: 'غرفتان ما زالتا تُقرآن',
    few: '{count} غرف ما زالت تُقرأ',
    many: '{count} غرفة ما زالت تُقرأ',
    other: '{count} غرفة ما زالت تُقرأ',
  },
  'find.date': 'الذهاب إلى تاريخ',
  'find.go': 'اذهب',
};
