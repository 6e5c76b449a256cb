### كل نصوص الواجهة بالعربية.
### `$number` عدد جاهز للقراءة، و`$count` هو نفسه بوصفه عددًا ولا يُستعمل إلا لاختيار صيغة الجمع.
### الأعداد والمدد كلها مرفوعة، ولذلك صيغت العبارات التي ترد فيها بحيث لا تحتاج إلى جر ولا نصب.

## الإطار

skip-to-content = انتقل إلى المحتوى
main-navigation = الأقسام
languages-navigation = اللغات
breadcrumb = أنت هنا
made-with = أُنشئ بواسطة
licence = رخصة النصوص
contact = للتواصل

## الأقسام وأنواع الصفحات

home = الرئيسية
incidents = الحوادث
services = الخدمات
regions = المناطق
causes = الأسباب
tags = الوسوم
years = السنوات
incident = حادثة
service = الخدمة
region = المنطقة
cause = السبب
tag = الوسم
year = سنة
month = شهر
month-not-known = الشهر غير معروف
month-not-known-in = { $year }، الشهر غير معروف
statistics = إحصاءات
language = اللغة
duration = المدة
by-year = بحسب السنة
all-incidents = كل الحوادث
ongoing-now = مستمرة الآن
latest-incidents = الأحدث
newer = الأحدث
older = الأقدم
pages = الصفحات
all-pages = كل الصفحات
latest-on = آخرها:

## الأعداد

count-incidents =
    { $count ->
        [zero] لا حوادث
        [one] حادثة واحدة
        [two] حادثتان
        [few] { $number } حوادث
        [many] { $number } حادثة
       *[other] { $number } حادثة
    }
# من سنة أو شهر، إذا كان غيرها في مكان آخر.
count-incidents-of =
    { $count ->
        [zero] { $number } من أصل { $total } حادثة
        [one] { $number } من أصل حادثة واحدة
        [two] { $number } من أصل حادثتين
        [few] { $number } من أصل { $total } حوادث
        [many] { $number } من أصل { $total } حادثة
       *[other] { $number } من أصل { $total } حادثة
    }
more-services =
    { $count ->
        [zero] لا خدمات أخرى
        [one] خدمة أخرى
        [two] خدمتان أخريان
        [few] { $number } خدمات أخرى
        [many] { $number } خدمة أخرى
       *[other] { $number } خدمة أخرى
    }
more-regions =
    { $count ->
        [zero] لا مناطق أخرى
        [one] منطقة أخرى
        [two] منطقتان أخريان
        [few] { $number } مناطق أخرى
        [many] { $number } منطقة أخرى
       *[other] { $number } منطقة أخرى
    }
more-causes =
    { $count ->
        [zero] لا أسباب أخرى
        [one] سبب آخر
        [two] سببان آخران
        [few] { $number } أسباب أخرى
        [many] { $number } سببًا آخر
       *[other] { $number } سبب آخر
    }
page-position = الصفحة { $page } من { $pages }
extent = { $incidents }، من { $from } إلى { $to }
extent-single = { $incidents } في { $year }
language-marker = باللغة { $language }

## الأوقات والمدد

moment-approximate = نحو { $moment }
moment-approximate-day = نحو { $day }
moment-approximate-time = نحو الساعة { $time }
moment-approximate-clock = { $day }، نحو الساعة { $time }
moment-uncertain = { $moment } (غير مؤكد)
interval = من { $from } إلى { $to }
interval-end-not-known = منذ { $from }، والنهاية غير معروفة
interval-ongoing = منذ { $from }، وما زالت مستمرة
from = منذ { $moment }
until = حتى { $moment }
end-not-known = النهاية غير معروفة
ongoing = ما زالت مستمرة
duration-about = { $duration } تقريبًا
planned = { $time } (مقرر)
duration-between = { $from } على الأقل و{ $to } على الأكثر
duration-at-most = { $duration } على الأكثر
duration-unknown = غير معروفة
duration-class-minutes = أقل من { 15 } دقيقة
duration-class-under-hour = من { 15 } إلى { 60 } دقيقة
duration-class-hours = من ساعة إلى { 4 } ساعات
duration-class-half-day = من { 4 } إلى { 12 } ساعة
duration-class-day = من { 12 } إلى { 24 } ساعة
duration-class-days = من يوم إلى { 7 } أيام
duration-class-weeks = أسبوع أو أكثر
duration-class-rough = معروفة على وجه التقريب
duration-class-unknown = النهاية غير معروفة
duration-class-ongoing = ما زالت مستمرة
duration-class-announced = مقررة

## الأرقام

figure-at-least = { $value } على الأقل
figure-at-most = { $value } على الأكثر
figure-between = من { $from } إلى { $to }
figure-with-unit = { $value } { $unit }
figure-at = { $figure } ({ $moment })

## الأثر

impact = الأثر
impact-none = لا أثر
impact-minor = طفيف
impact-major = كبير
impact-critical = بالغ
impact-maintenance = صيانة
impact-unknown = غير معروف

## الحالة

status = الحالة
status-investigating = قيد التحقق
status-identified = عُرف السبب
status-monitoring = قيد المراقبة
status-resolved = انتهت
status-unknown = غير معروفة
status-scheduled = مقررة
status-in-progress = جارية
status-verifying = قيد التأكد
status-completed = اكتملت

## درجة اليقين

certainty-confirmed = مؤكد
certainty-claimed = قول لم يثبت
certainty-suspected = مرجّح
certainty-disputed = مختلف فيه
certainty-unknown = درجة اليقين غير معروفة
cause-with-certainty = { $cause } ({ $certainty })
cause-said-by = { $cause } (بحسب { $by })
cause-with-certainty-said-by = { $cause } ({ $certainty }، بحسب { $by })

## الأسباب وفئاتها

cause-power = انقطاع الكهرباء
cause-cooling = خلل في التبريد
cause-hardware = عطل في العتاد
cause-network = خلل في الشبكة
cause-cable-cut = انقطاع كابل
cause-dns = نظام أسماء النطاقات
cause-certificate = شهادة رقمية
cause-software = خلل برمجي
cause-configuration = خطأ في الإعداد
cause-capacity = ضغط فوق السعة
cause-dependency = خدمة أخرى تعتمد عليها
cause-attack = هجوم
cause-government-directed = قرار حكومي
cause-natural-disaster = كارثة طبيعية
cause-human-error = خطأ بشري
cause-maintenance = أعمال صيانة
cause-unknown = السبب غير معروف
family-physical = أسباب مادية
family-network = الشبكة
family-software = البرمجيات
family-operations = التشغيل
family-external = أسباب خارجية
family-deliberate = أفعال متعمدة
family-unknown = غير معروفة

## المصادر

role-official = مصدر رسمي
role-press = صحافة
role-crowd = بلاغات مستخدمين
role-measurement = قياس
role-regulator = جهة تنظيمية
role-other = مصدر آخر

## موضوع الأقوال

about-date = البداية
about-end = النهاية
about-interval = البداية والنهاية
about-regions = المناطق
about-impact = الأثر
about-cause = السبب
about-status = الحالة
about-figures = الأرقام

## أنواع المشكلات في بلاغات المستخدمين

report-connection = الاتصال
report-sending = الإرسال
report-receiving = الاستقبال
report-login = تسجيل الدخول
report-app = التطبيق
report-website = الموقع
report-other = غير ذلك

## العلاقات: كما تُرى من الصفحة التي تذكر الأخرى، ثم من الصفحة الأخرى

relation-precursor = سبقها نذير
relation-inverse-precursor = كانت نذيرًا بما يلي
relation-follows = جاءت بعد
relation-inverse-follows = جاء بعدها
relation-same-cause = السبب نفسه
relation-inverse-same-cause = السبب نفسه
relation-context = في سياق
relation-inverse-context = كانت سياقًا لما يلي
relation-duplicate = تكرار للمدوّن هنا
relation-inverse-duplicate = دُوّنت أيضًا هنا
relation-part-of = جزء من
relation-inverse-part-of = تشمل
relation-see-also = انظر أيضًا
relation-inverse-see-also = انظر أيضًا
relation-not-to-be-confused-with = حادثة مختلفة قد تلتبس بها
relation-inverse-not-to-be-confused-with = حادثة مختلفة قد تلتبس بها

## صفحة الحادثة

key-facts = أهم الوقائع
began = البداية
ended = النهاية
lasted = المدة
planned-start = البداية المقررة
planned-end = النهاية المقررة
planned-duration = المدة المقررة
cause-according-to = بحسب
justification = المبرر المعلن
updates = مجريات الحادثة
claims = حيث تختلف المصادر
claim-sources = بحسب
claim-followed = المتبع هنا
reports = بلاغات المستخدمين
reports-note = أقوال المستخدمين أنفسهم: تدل على من اشتكى، لا على عدد من تضرر.
reports-by = جمعها
report-kind = المشكلة
report-share = النسبة
report-time = الوقت
report-count = البلاغات
report-numbers = الأرقام
report-peak = الذروة: { $number }، { $moment }.
sources = المصادر
source = المصدر
source-archived = نسخة محفوظة
source-accessed = اطُّلع عليه في
footnotes = الحواشي
related = حوادث ذات صلة
neighbours = المزيد من حوادث { $service }
told-in = بلغات أخرى:
original-in = هذه ترجمة، والأصل بلغة أخرى:
older-than-original = تغيّر الأصل منذ إعداد هذه الترجمة، ولم تُضَف إليها تغييراته بعد.
amendments = تعديلات على هذه الصفحة
cite = للاستشهاد بهذه الصفحة
citation = «{ $title }»، { $site }، تاريخ الحادثة: { $date }، { $id }.
citation-revised = «{ $title }»، { $site }، تاريخ الحادثة: { $date }، آخر مراجعة: { $revised }، { $id }.
citation-note = تاريخ الحادثة: { $date }
source-file = ملف هذه الصفحة
edit-page = اقترح تصحيحًا
link-to-update = رابط هذا المستجد
course = { $was } ← { $became }
fact-given = { $fact }: { $value }
fact-changed = { $fact }: { $was } ← { $became }
fact-disputed = المصادر غير متفقة
fact-corrected = تصحيح بتاريخ { $date }
known = ما عُرف ومتى عُرف
known-note = ما كان مؤرخًا حتى كل وقت من هذه الأوقات: آخر حالة أُعلنت، وما ظلت هذه الصفحة تذكره إلى أن صُحّح. أما ما لا تاريخ له من الوقائع فيرد كما هو الآن.
known-moment = الوقت
known-status = آخر حالة أُعلنت
known-elapsed = المدة منذ البداية: { $duration }
known-amended = عُدّلت هذه الصفحة
known-until = إلى أن صُحّح في
local-time = بتوقيتك: { $time }
local-zone = اعرض أيضًا بتوقيتي ({ $zone })
copy = انسخ
copy-link = انسخ الرابط
copied = تم النسخ
copy-by-hand = تعذّر النسخ التلقائي هنا: حُدّد لك النص لتنسخه بنفسك.

## في المتن

prose-back = عودة إلى المتن
prose-table = جدول
prose-done = أُنجز
prose-open = لم يُنجز
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه

## صفحة الخدمة

fact-since = تعمل منذ
fact-until = حتى
fact-part-of = جزء من
fact-includes = تشمل
fact-provider = تعتمد على
fact-homepage = الموقع
fact-group = المجموعة
fact-aliases = تُعرف أيضًا باسم
numbers = بالأرقام
timeline = الخط الزمني
timeline-text = حوادث { $service } من { $from } إلى { $to }، سطر لكل سنة: { $incidents }.
timeline-text-single = حوادث { $service } في { $year }: { $incidents }.
years-left-out = من { $from } إلى { $to }: لا حوادث
timeline-new =
    { $count ->
        [zero] لا حوادث جديدة
        [one] حادثة جديدة واحدة
        [two] حادثتان جديدتان
        [few] { $number } حوادث جديدة
        [many] { $number } حادثة جديدة
       *[other] { $number } حادثة جديدة
    }
timeline-continued =
    { $count ->
        [zero] لم تستمر حوادث من السنة السابقة
        [one] استمرت حادثة واحدة من السنة السابقة
        [two] استمرت حادثتان من السنة السابقة
        [few] استمرت { $number } حوادث من السنة السابقة
        [many] استمرت { $number } حادثة من السنة السابقة
       *[other] استمرت { $number } حادثة من السنة السابقة
    }
timeline-through =
    { $count ->
        [zero] لم تستمر حوادث أخرى طوال السنة
        [one] استمرت حادثة أخرى طوال السنة
        [two] استمرت حادثتان أخريان طوال السنة
        [few] استمرت { $number } حوادث أخرى طوال السنة
        [many] استمرت { $number } حادثة أخرى طوال السنة
       *[other] استمرت { $number } حادثة أخرى طوال السنة
    }
timeline-year = { $new }، و{ $continued }
timeline-list = المحتوى نفسه في قائمة
timeline-note = كل علامة حادثة في موضعها من السنة، والشريط يبيّن مدتها إن كانت تُرى بهذا المقياس.
timeline-own =
    { $count ->
        [zero] لا حوادث اختلفت مواعيدها أو شدتها لهذه الخدمة.
        [one] حادثة واحدة اختلفت مواعيدها أو شدتها لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحادثة كلها.
        [two] حادثتان اختلفت مواعيدهما أو شدتهما لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحادثتين كلتيهما.
        [few] { $number } حوادث اختلفت مواعيدها أو شدتها لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحوادث كلها.
        [many] { $number } حادثة اختلفت مواعيدها أو شدتها لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحوادث كلها.
       *[other] { $number } حادثة اختلفت مواعيدها أو شدتها لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحوادث كلها.
    }
bar-text = { $title } · { $start } · { $duration }
legend = مفتاح الرموز
legend-open = النهاية غير معروفة
legend-ongoing = ما زالت مستمرة
legend-planned = مقررة
legend-rough = الوقت تقريبي

number-incidents = الحوادث
number-total = المدة الإجمالية
number-median = المدة الوسيطة
number-longest = أطول مدة مؤكدة
number-between = الفاصل بين حادثتين
number-under-a-day = أقل من يوم
number-not-known = غير معروفة
method-incidents = لا تُحسب التدوينات المكررة ولا المسحوبة.
method-known =
    { $count ->
        [zero] لا تُعرف مدة أي حادثة بالدقيقة.
        [one] من الحادثة الوحيدة المعروفة مدتها.
        [two] من الحادثتين المعروفة مدتاهما.
        [few] من { $number } حوادث معروفة المدة.
        [many] من { $number } حادثة معروفة المدة.
       *[other] من { $number } حادثة معروفة المدة.
    }
method-unknown =
    { $count ->
        [zero] لم تُستبعد أي حادثة.
        [one] واستُبعدت حادثة واحدة لأن مدتها لا تُعرف بدقة كافية أو لأنها لم تنتهِ.
        [two] واستُبعدت حادثتان لأن مدتيهما لا تُعرفان بدقة كافية أو لأنهما لم تنتهيا.
        [few] واستُبعدت { $number } حوادث لأن مددها لا تُعرف بدقة كافية أو لأنها لم تنتهِ.
        [many] واستُبعدت { $number } حادثة لأن مددها لا تُعرف بدقة كافية أو لأنها لم تنتهِ.
       *[other] واستُبعدت { $number } حادثة لأن مددها لا تُعرف بدقة كافية أو لأنها لم تنتهِ.
    }
method-length = { $known } { $unknown }
method-only-rough = من الحوادث ذات الأوقات التقريبية (عددها { $number })، إذ لا تُعرف أي مدة بالدقيقة.
method-rough = { $method } وإذا احتُسب ما أوقاته تقريبية (عدده { $number }): { $duration }.
method-total-merged = { $method } وما تداخل منها يُحسب مرة واحدة.
method-longest = { $title }
method-between =
    { $count ->
        [zero] لا فواصل.
        [one] الفاصل الوحيد بين بدايتين.
        [two] وسيط فاصلين بين البدايات.
        [few] وسيط { $number } فواصل بين البدايات.
        [many] وسيط { $number } فاصلًا بين البدايات.
       *[other] وسيط { $number } فاصل بين البدايات.
    }

## الإحصاءات: كل رقم ومعه طريقة حسابه

statistics-lead = ما يمكن لهذا السجل أن يعدّه، وكيف يعدّه. كل رقم يقود إلى الحوادث التي خلفه، وما لا يُعرف يُحسب غير معروف.
statistics-lead-without-search = ما يمكن لهذا السجل أن يعدّه، وكيف يعدّه. يقود الرقم إلى الحوادث التي خلفه حيث تجمعها قائمة دون غيرها، وما لا يُعرف يُحسب غير معروف.
total = المجموع
intervals = الفواصل
chart-sample = المعروف: { $known } · غير المعروف: { $unknown }
chart-csv = هذه الأرقام بصيغة CSV
chart-months = شهرًا بشهر
method-months = بحسب الشهر الذي بدأت فيه، بالتوقيت العالمي. وما لا يُعرف شهره يُحسب في مجموع السنة وحده.
chart-durations = كم دامت
column-durations = المدة
method-durations = لا توضع الحادثة في فئة إلا إذا كانت أوقاتها لا تحتمل غيرها. والفئات تطول من سطر إلى سطر.
chart-intervals = الفاصل بين حادثتين
column-intervals = الفاصل
method-intervals = بالأيام من بداية حادثة إلى بداية التي تليها، إذا عُرف يوم كل منهما ولم يُحتمل وقوع غيرهما بينهما.
gap-class-day = في اليوم نفسه أو اليوم التالي
gap-class-week = من يومين إلى { 6 } أيام
gap-class-month = من { 7 } أيام إلى { 29 } يومًا
gap-class-quarter = من { 30 } إلى { 89 } يومًا
gap-class-year = من { 90 } إلى { 364 } يومًا
gap-class-years = { 365 } يومًا أو أكثر
gap-longest = أطول فاصل: { $duration }، من { $from } إلى { $to }.
chart-causes = بحسب السبب
column-causes = السبب
method-causes = الحادثة التي لها عدة أسباب تُحسب تحت كل منها، ولذلك قد يزيد مجموع الأجزاء على الكل.
chart-regions = بحسب المنطقة
column-regions = المنطقة
method-regions = تشمل كل منطقة ما يقع فيها من مناطق، وتُحسب الحادثة في كل منطقة مسّتها، ولذلك قد يزيد مجموع الأجزاء على الكل.
region-not-named = لم تُذكر منطقة
more-in-file = { $more } في ملف CSV.
chart-services-regions = الخدمات والمناطق
method-services-regions = عدد الحوادث التي مسّت الخدمة والمنطقة معًا. وتشمل كل منطقة ما يقع فيها من مناطق.
matrix-part = المعروض هنا أكثر الخدمات حوادث (عددها { $services }) وأكثر المناطق حوادث (عددها { $regions })، وفي ملف CSV كلها.
note-duration-rough = يُعرف متى بدأت ومتى انتهت، ولكن لا بدقة تكفي لمعرفة كم دامت.

## ملاحظات على القوائم

note-cause-unknown = لم يثبت أحد سبب هذه الحوادث، أو لم يصرّح به أحد. وهذا جواب وليس نقصًا: يبقى السبب مجهولًا إلى أن يذكره مصدر.
note-region-within = تشمل حوادث كل المناطق الواقعة فيها.
note-regions = تشمل كل منطقة ما وقع في المناطق التي تضمها، وقد تتداخل مجموعات مثل الشرق الأوسط مع غيرها.
note-newest-of = هذه أحدث { $number } من أصل { $total }؛ والبقية في سنواتها وتحت ما تتعلق به.
note-part-of-year = هذه { $number } من أصل { $total }؛ ولكل شهر صفحة خاصة به.
note-part-of-year-without-month = هذه { $number } من أصل { $total }؛ ولكل شهر صفحة خاصة به، وكذلك للحوادث التي لا يُعرف شهرها.
note-causes = يُعدّ السبب معروفًا متى صرّح به أحد، وتذكر كل صفحة إلى جانبه درجة اليقين.
own-regions = مناطق خاصة بهذا السجل
region-within = تقع في
region-parts = المناطق التي تضمها
cause-family = أسباب أخرى من الفئة نفسها
empty-list = لا شيء هنا بعد.

## البحث

search = بحث
search-button = ابحث
search-field = ابحث في السجل
search-description = ابحث في كل الحوادث بكلمة أو مكان أو تاريخ أو معرّف، بأي لغة.
search-hint = كلمات بأي لغة، أو معرّف، أو مكان، أو تاريخ؛ ضع الكلمات المتتالية بين «علامتي تنصيص»؛ وعلامة الناقص قبل كلمة تستبعد ما يحويها.
search-without-script = يحتاج البحث إلى JavaScript. ومن دونه يبقى السجل مفتوحًا بحسب الخدمات والمناطق والأسباب والسنوات:
search-narrow = تضييق النتائج
search-from = من
search-to = إلى
search-any = الكل
search-clear = ابدأ من جديد
search-sort = الترتيب
search-sort-relevance = الأنسب أولًا
search-sort-date = الأحدث أولًا
search-more = مزيد من النتائج
search-searching = جارٍ البحث…
search-none = لا نتائج
search-failed = تعذّرت قراءة ملفات البحث. تحقق من الاتصال ثم ابحث من جديد.
search-common = ترد «{ $word }» في مداخل كثيرة؛ ولا يظهر منها إلا ما ترد فيه كلمة أندر من كلمات البحث.
search-missing = لا ترد «{ $word }» في السجل.
search-corrected = لا ترد «{ $word }» في السجل؛ وهذه نتائج «{ $found }».
search-alike = لا ترد «{ $word }» في السجل؛ وقد جرى البحث عن كلمات تشبهها.

## صفحات تقول أمرًا واحدًا

not-found-heading = الصفحة غير موجودة
not-found-text = لا صفحة في هذا العنوان. ربما نُقلت، أو في الرابط خطأ.
moved-heading = نُقلت هذه الصفحة
moved-text = ما كان هنا صار في عنوان آخر.
told-elsewhere-heading = لم تُدوَّن بهذه اللغة بعد
told-elsewhere-text = لم تُكتب هذه الحادثة بهذه اللغة. يمكنك قراءتها بلغة أخرى: { $language }.
withdrawn-heading = تدوينة مسحوبة
withdrawn-text = سُحبت هذه التدوينة: { $reason }
go-home = إلى الصفحة الرئيسية
go-incidents = إلى كل الحوادث

## الخلاصات والبيانات

data = البيانات والخلاصات
data-heading = البيانات والخلاصات
data-lead = كل ما في هذا السجل، للمتابعة أو للتنزيل.
data-feeds = الخلاصات
data-feeds-lead = كل ما في هذا السجل، للمتابعة.
data-files = البيانات
data-files-lead = كل ما في هذا السجل، للتنزيل.
data-downloads = التنزيلات
data-json = كل الحوادث في مستند JSON واحد
data-ndjson = كل الحوادث بصيغة JSON، حادثة في كل سطر، بجميع لغاتها
data-csv = صف لكل حادثة وخدمة ومنطقة، مع رموز ISO
data-incident-schema = مخطط JSON لحادثة
data-row-schema = مخطط JSON لصف من الجدول
data-package = وصف للملفات تقرؤه البرامج (Frictionless Data Package)
data-page-note = إلى جانب صفحة كل حادثة وقائعها باسم index.json.
data-unknown-note = المجهول قيمته null أو خانة فارغة، ولا يكون رقمًا أبدًا؛ وتذكر كل حادثة ما يُجهل عنها وسبب ذلك. واللحظات بالدقة التي عُرفت بها، بصيغة EDTF. ولا تشمل التدوينات المكررة ولا المسحوبة.
data-identity-note = تحتفظ الحوادث بمعرّفاتها في الخلاصات والتقاويم والبيانات مهما تغيّرت عناوينها أو مواضعها أو ترجماتها.
data-identity-lasts = تحتفظ الحوادث بمعرّفاتها مهما تغيّرت عناوينها أو مواضعها أو ترجماتها.
data-api = للبرامج التي تقرأ Statuspage
data-api-note = الحوادث نفسها كما ترويها الواجهة العامة لصفحة Statuspage: كلها، لا أحدث خمسين منها. والسجل لا يراقب شيئًا، فمعنى «operational» أنه لا حادثة جارية فيه.
feeds = المتابعة
feed-atom = الحوادث (Atom)
feed-json = الحوادث (JSON Feed)
feed-updates = التحديثات (Atom)
feed-calendar = التقويم (iCalendar)
feed-badge = شارة
feed-embed = صفحة للتضمين
feeds-elsewhere = لمواقع أخرى
feed-impact = الأثر: { $impact }
feed-unknown = غير معروف: { $list }.
unknown-end = النهاية
unknown-impact = الأثر
unknown-status = الحالة
unknown-cause = السبب
unknown-regions = المناطق
calendar-undated =
    { $count ->
        [zero] لا حوادث متروكة.
        [one] تُركت حادثة واحدة لأن يومها غير معروف.
        [two] تُركت حادثتان لأن يومهما غير معروف.
        [few] تُركت { $number } حوادث لأن يومها غير معروف.
        [many] تُركت { $number } حادثة لأن يومها غير معروف.
       *[other] تُركت { $number } حادثة لأن يومها غير معروف.
    }
badge-latest = آخرها { $moment }
status-nothing-open = لا حادثة جارية في هذا السجل
status-open =
    { $count ->
        [zero] لا حوادث جارية
        [one] حادثة واحدة جارية
        [two] حادثتان جاريتان
        [few] { $number } حوادث جارية
        [many] { $number } حادثة جارية
       *[other] { $number } حادثة جارية
    }
