/**
 * Arabic words of the settings, and of choosing a profile.
 */
import type { englishSettings } from './en-settings.js';
import type { PartOfSix } from './phrase.js';

/** Part of the Arabic catalogue. */
export const arabicSettings: PartOfSix<typeof englishSettings> = {
  'settings.heading': 'الإعدادات',
  'settings.passphrase': 'عبارة المرور',
  'settings.passphrase-lead': 'تفتح ما هو محفوظ هنا. لا أحد يستطيع استعادتها.',
  'settings.device-lead':
    'لا توجد عبارة مرور: يفتح Parley مفتاح يحتفظ به هذا المتصفح، فكل من يمكنه استخدام هذا المتصفح يستطيع قراءة كل شيء.',
  'settings.current': 'عبارة المرور الحالية',
  'settings.new': 'عبارة المرور الجديدة',
  'settings.new-hint': 'بضع كلمات لا رابط بينها تكفي.',
  'settings.repeat': 'عبارة المرور الجديدة مرة أخرى',
  'settings.change': 'تغيير عبارة المرور',
  'settings.set': 'تعيين عبارة مرور',
  'settings.busy': 'يُقفل بالعبارة الجديدة…',
  'settings.done': 'من الآن تفتح عبارة المرور الجديدة Parley، ولا يفتحه شيء غيرها.',
  'settings.copies': 'النسخ التي أخذها أحد من بيانات هذا المتصفح من قبل تظل تُفتح بما كان يفتحها حينها.',
  'settings.lock': 'القفل',
  'settings.lock-after': 'القفل تلقائيًا',
  'settings.lock-5': 'بعد 5 دقائق',
  'settings.lock-15': 'بعد 15 دقيقة',
  'settings.lock-60': 'بعد ساعة',
  'settings.lock-never': 'أبدًا',
  'settings.lock-hint':
    'إذا لم يلمس أحد Parley طوال هذه المدة، حتى لو كان الجهاز نائمًا. وهو مقفل يكون غير متصل: ما يكتبه الآخرون يصل عندما تفتح القفل.',
  'settings.lock-now': 'اقفل الآن',
  'settings.lock-none': 'مع عبارة مرور يمكن قفل Parley، ويقفل نفسه عندما تغيب.',

  'profiles.heading': 'من يستخدم Parley؟',
  'profiles.lead': 'كل ملف شخصي هو شخص مستقل، له غرفه وقفله.',
  'profiles.list': 'الملفات الشخصية',
  'profiles.new': 'ملف شخصي جديد',
  'profiles.new-name': 'اسم الملف الشخصي',
  'profiles.new-hint': 'يظهر في هذه الشاشة وفي العنوان، بلا تشفير. ما يراه الآخرون تختاره بعد ذلك.',
  'profiles.this': 'الملف الشخصي: {name}',
  'profiles.other': 'ملف شخصي آخر',
  'unlock.idle': {
    zero: 'قُفل بعد أقل من دقيقة بلا استخدام.',
    one: 'قُفل بعد دقيقة بلا استخدام.',
    two: 'قُفل بعد دقيقتين بلا استخدام.',
    few: 'قُفل بعد {count} دقائق بلا استخدام.',
    many: 'قُفل بعد {count} دقيقة بلا استخدام.',
    other: 'قُفل بعد {count} دقيقة بلا استخدام.',
  },
};
