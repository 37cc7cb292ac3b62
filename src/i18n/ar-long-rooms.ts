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
};
