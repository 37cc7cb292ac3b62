/**
 * Arabic words of choosing how one is connected, of trying servers, and of the connection doctor.
 */
import type { englishConnection } from './en-connection.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicConnection: PartOfSix<typeof englishConnection> = {
  'connect.lead':
    'يجد الناس بعضهم بعضًا عند نقطة التقاء (خادم إشارات). وتساعد خوادم STUN وTURN اثنين منهم على إيجاد طريق بينهما. لا يستطيع أي منها قراءة ما تكتبه.',
  'connect.relay': 'عبر المرحّلات فقط',
  'connect.relay-hint':
    'يوصَل إلى الآخرين عبر خوادم TURN وحدها، فلا يعرفون عنوان IP الخاص بك؛ أما المرحّل ونقطة الالتقاء فيعرفانه. يعاد إنشاء كل الاتصالات.',
  'connect.seen-none': 'لا أحد هنا يستطيع الآن رؤية عنوان IP الخاص بك.',
  'connect.seen': {
    zero: 'لا أحد هنا يستطيع رؤية عنوان IP الخاص بك.',
    one: 'شخص واحد هنا يستطيع رؤية عنوان IP الخاص بك.',
    two: 'شخصان هنا يستطيعان رؤية عنوان IP الخاص بك.',
    few: '{count} أشخاص هنا يستطيعون رؤية عنوان IP الخاص بك.',
    many: '{count} شخصًا هنا يستطيعون رؤية عنوان IP الخاص بك.',
    other: '{count} شخص هنا يستطيعون رؤية عنوان IP الخاص بك.',
  },
  'connect.seen-unknown': 'لا يُعرف عن {count} هنا إن كانوا يستطيعون رؤية عنوان IP الخاص بك.',
  'connect.signalling': 'نقاط الالتقاء',
  'connect.signalling-hint':
    'مثل {example}. تُستعمل أول نقطة يمكن الوصول إليها. تلتقي غرفك هناك، ما عدا التي سمّت دعوتها نقطة أخرى: اتفق على ذلك مع الآخرين.',
  'connect.signalling-nth': 'نقطة الالتقاء {count}',
  'connect.ice': 'خوادم STUN وTURN',
  'connect.ice-hint': 'مثل {example}. خادم TURN يرحّل حيث لا يوجد طريق مباشر، ويطلب اسم مستخدم وكلمة مرور.',
  'connect.ice-nth': 'خادم STUN أو TURN {count}',
  'connect.username': 'اسم المستخدم',
  'connect.credential': 'كلمة المرور',
  'connect.remove': 'إزالة {name}',
  'connect.add': 'إضافة',
  'connect.save': 'استعمال هذه الخوادم',
  'connect.save-hint': 'تُغلق عندئذ كل الاتصالات ويعاد إنشاؤها.',
  'connect.page': 'استعمال خوادم الصفحة نفسها',
  'connect.saved': 'مستعملة الآن.',
  'connect.test': 'اختبار',
  'connection.no-way': 'لا يُسمح إلا بالمرحّلات، ولم يُحدَّد أي خادم TURN: لا يمكن الوصول إلى أحد',
  'trial.list': 'اختبار الخوادم',
  'trial.running': 'يُسأل الآن…',
  'trial.unused': 'لم يُسأل: لا يُستعمل عبر المرحّلات فقط.',
  'trial.works-signalling': 'يعمل: يمكن الالتقاء هناك.',
  'trial.works-stun': 'يعمل: يخبر هذا المتصفح كيف يُرى من الخارج.',
  'trial.works-turn': 'يعمل: إنه يرحّل.',
  'trial.failed-signalling': 'لا يمكن الوصول إليه، أو لا يسمح لأحد بالدخول. تحقق من العنوان مع مساره ومفتاحه، ومن شبكتك، أو جرّب غيره.',
  'trial.failed-stun': 'لم يعطِ هذا المتصفح أي عنوان. قد تفشل الاتصالات المباشرة: تحقق من العنوان، أو جرّب غيره، أو أضف خادم TURN.',
  'trial.refused-turn': 'يرفض اسم المستخدم أو كلمة المرور. اسأل من يديره.',
  'trial.failed-turn': 'لم ينتج عنه مرحّل: لا يمكن الوصول إليه، أو يرفض اسم المستخدم أو كلمة المرور. تحقق منهما، أو جرّب غيره.',
  'doctor.heading': 'طبيب الاتصال',
  'doctor.servers': 'الخوادم',
  'doctor.no-stun': 'لم يُحدَّد أي خادم STUN: قد لا تعمل الاتصالات المباشرة إلا داخل شبكة واحدة.',
  'doctor.no-turn': 'لم يُحدَّد أي خادم TURN: حيث لا تسمح الشبكات بطريق مباشر لا يستطيع الناس الوصول بعضهم إلى بعض.',
  'doctor.online': 'عند نقطة الالتقاء: يستطيع الآخرون العثور عليك.',
  'doctor.nobody': 'لا أحد متصل. يجب أن يكون Parley في الجانبين مفتوحًا وغير مقفل وعند نقطة الالتقاء نفسها.',
  'doctor.own': 'أنت، في مكان آخر',
  'doctor.direct': 'مباشر',
  'doctor.relayed': 'عبر مرحّل: أبطأ، ومختوم بالقدر نفسه',
  'doctor.unknown': 'الطريق غير معروف',
  'doctor.round-trip': '{count} من أجزاء الألف من الثانية ذهابًا وإيابًا',
  'doctor.no-round-trip': 'مدة الذهاب والإياب غير معروفة',
  'doctor.seen': 'يستطيع رؤية عنوان IP الخاص بك',
  'doctor.hidden': 'لا يستطيع رؤية عنوان IP الخاص بك',
  'doctor.seen-unknown': 'لا يُعرف إن كان عنوان IP الخاص بك مرئيًا',
};
