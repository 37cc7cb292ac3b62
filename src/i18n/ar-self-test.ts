/**
 * Arabic words of the self-test.
 */
import type { englishSelfTest } from './en-self-test.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicSelfTest: PartOfSix<typeof englishSelfTest> = {
  'selftest.heading': 'اختبار ذاتي',
  'selftest.lead': 'هل يعمل Parley في هذا المتصفح؟ لا تُمَسّ رسائلك ولا يُتصل بأحد.',
  'selftest.limit': 'ملف غيّره أحد يستطيع أن يقول هنا ما يشاء. أما أن ملفك هو الأصلي فيقوله مجموعه الاختباري الذي يُقارَن خارجه.',
  'selftest.list': 'ما يُختبَر',
  'selftest.waiting': 'في الانتظار',
  'selftest.running': 'جارٍ الاختبار…',
  'selftest.passed': 'نجح',
  'selftest.failed': 'فشل',
  'selftest.cryptography': 'التشفير',
  'selftest.about-cryptography': 'يحسب المتصفح ما تقوله المعايير، ويرفض ما غُيِّر.',
  'selftest.protocol': 'بروتوكول Parley',
  'selftest.about-protocol': 'المصافحة والرسائل والأرقام والرموز التعبيرية تخرج كما في برنامج آخر يتكلمه.',
  'selftest.storage': 'التخزين',
  'selftest.about-storage': 'ما يُخزَّن مشفرًا يوجد لاحقًا، ويزول عند حذفه.',
  'selftest.webrtc': 'الاتصالات',
  'selftest.about-webrtc': 'تصل هذه الصفحة إلى نفسها كما تصل إلى الآخرين، وتمر الرسائل المشفرة في الاتجاهين.',
  'selftest.peerjs': 'العثور على الآخرين',
  'selftest.about-peerjs': 'PeerJS الذي يأخذه Parley من الخارج موجود وهو الصحيح.',
  'selftest.failed-computing': 'يحسب هذا المتصفح شيئًا خطأً. لا تستخدم Parley فيه.',
  'selftest.failed-storage': 'لا يحفظ هذا المتصفح ما يُخزَّن. سيفقد Parley رسائل هنا.',
  'selftest.failed-webrtc':
    'لم تستطع هذه الصفحة أن تصل إلى نفسها، فلن تصل إلى أحد. قد يكون الاتصال المباشر بين المتصفحات معطلًا بإعداد أو إضافة، أو لا توجد شبكة أصلًا.',
  'selftest.failed-peerjs': 'من دون PeerJS لا يمكن العثور على أحد.',
  'selftest.detail': 'لمن يساعدك: {detail}',
  'selftest.all-passed': 'كل شيء على ما يرام: يعمل Parley في هذا المتصفح.',
  'selftest.some-failed': {
    zero: 'لم يفشل أي اختبار.',
    one: 'فشل اختبار واحد.',
    two: 'فشل اختباران.',
    few: 'فشلت {count} اختبارات.',
    many: 'فشل {count} اختبارًا.',
    other: 'فشل {count} اختبار.',
  },
  'selftest.again': 'إعادة الاختبار',
  'selftest.leave': 'فتح Parley',
  'selftest.open': 'اختبار هذا المتصفح',
};
