package dev.tributary.domain.language;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;

/// Persian, in its own digits; dates stay as the API writes them.
final class Persian implements Language {
    @Override
    public String code() {
        return "fa";
    }

    @Override
    public boolean isRightToLeft() {
        return true;
    }

    @Override
    public String pattern(Phrase phrase) {
        return switch (phrase) {
            case LAST_CLICK -> "آخرین کلیک پیش از تبدیل به حساب می‌آید و تا {0} اعتبار دارد.";
            case FIRST_CLICK -> "نخستین کلیک پیش از تبدیل به حساب می‌آید و تا {0} اعتبار دارد.";
            case LINEAR -> "همهٔ همکارانی که کلیکی آورده‌اند سهم برابر دارند؛ هر کلیک تا {0} اعتبار دارد.";
            case POSITION ->
                "نخستین و آخرین همکاری که کلیکی آورده‌اند هر کدام ۴۰٪ می‌گیرند و همکاران میان آن‌ها باقی را برابر"
                        + " تقسیم می‌کنند؛ اگر دو نفر باشند هر کدام نیمی می‌گیرند؛ هر کلیک تا {0} اعتبار دارد.";
            case COUPON_FIRST -> "کد تخفیف بر کلیک مقدم است.";
            case CLICK_FIRST -> "کلیک بر کد تخفیف مقدم است.";
            case CHECKOUT_SUPPRESSED -> "کلیک در کانالی از نوع {0} پس از آغاز پرداخت به حساب نمی‌آید.";
            case CHECKOUT_CUT ->
                "کلیک در کانالی از نوع {0} پس از آغاز پرداخت {1} از سهم خود را نگه می‌دارد؛ باقی به کلیک‌های دیگر"
                        + " می‌رسد.";
            case TOO_FAST -> "تبدیلی که کمتر از {0} پس از کلیک رخ دهد برای بررسی نگه داشته می‌شود.";
            case BOUND -> "مشتری در پیوند با کسی می‌ماند که نخستین تبدیل به حساب او آمده است: {0}.";
            case BOUND_MONTHS -> "برای {0}";
            case BOUND_CHARGES -> "برای {0}";
            case BOUND_MONTHS_AND_CHARGES -> "برای {0} و حداکثر {1}";
            case BOUND_FOR_GOOD -> "بدون پایان";
            case REBOUND_BY_CLICK -> "کلیک بعدی مشتری پیوندخورده را از آن خود می‌کند.";
            case UNDER_CLICK -> "پرداخت هر کلیک طبق شرایطی است که هنگام کلیک برقرار است.";
            case UNDER_CONVERSION -> "پرداخت هر کلیک طبق شرایطی است که هنگام تبدیل برقرار است.";
            case RULES_IN_ORDER -> "از این قاعده‌ها نخستین قاعده‌ای که صدق کند برای هر سطر سفارش می‌پردازد.";
            case RULE -> "قاعدهٔ «{0}»: {1}.";
            case RULE_IF -> "قاعدهٔ «{0}»، {1}: {2}.";
            case RULE_HOLD -> "کمیسیون‌های قاعدهٔ «{0}» به مدت {1} نگه داشته می‌شوند.";
            case OWN_PAY -> "پرداخت ویژهٔ شما به جای پرداخت قاعده‌هاست: {0}.";
            case OWN_LINK_PAY -> "کلیک از راه پیوند {0} جور دیگری پرداخت می‌شود: {1}.";
            case IF_EVENTS -> "برای رویداد {0}";
            case IF_DATES -> "از {0} تا {1}";
            case IF_FIRST_DATE -> "از {0} به بعد";
            case IF_LAST_DATE -> "تا {0}";
            case IF_DAYS -> "در روزهای {0}";
            case IF_HOURS -> "میان ساعت {0} و {1}";
            case IF_GROUPS -> "برای همکاران گروه {0}";
            case IF_CHANNELS -> "در کانالی از نوع {0}";
            case IF_COUPON -> "با کد تخفیف";
            case IF_COUPONS -> "با کد تخفیف {0}";
            case IF_PRODUCTS -> "برای کالای {0}";
            case IF_CATEGORIES -> "برای دستهٔ {0}";
            case IF_NEW_CUSTOMER -> "برای مشتریان تازه";
            case IF_RETURNING_CUSTOMER -> "برای مشتریان پیشین";
            case IF_COUNTRIES -> "برای مشتریان در {0}";
            case IF_DEVICES -> "با کلیک از {0}";
            case IF_AMOUNT -> "برای سفارش‌های {0} تا {1}";
            case IF_LEAST_AMOUNT -> "برای سفارش‌های دست‌کم {0}";
            case IF_MOST_AMOUNT -> "برای سفارش‌های حداکثر {0}";
            case PERCENT -> "{0}";
            case FIXED -> "{0} برای هر تبدیل";
            case FIXED_AND_PERCENT -> "{0} برای هر تبدیل و {1}";
            case PER_ITEM -> "{0} برای هر قلم";
            case STAGE -> "{0} به مدت {1}";
            case STAGE_THEN -> "{0}، سپس {1}";
            case STAGES_END -> "هیچ";
            case TIERS_MARGINAL -> "بر پایهٔ {0} {1}: {2}، هر بخش با پلهٔ خودش";
            case TIERS_RETROACTIVE -> "بر پایهٔ {0} {1}: {2}، همه با پله‌ای که به آن رسیده است";
            case FIRST_STEP -> "در آغاز {0}";
            case STEP_ABOVE -> "{0} بالاتر از {1}";
            case STEP_FROM -> "{0} از {1} به بعد";
            case LEAST -> "تبدیلی که چیزی برایش پرداخت شود دست‌کم {0} می‌گیرد.";
            case MOST -> "هر تبدیل حداکثر {0} می‌گیرد.";
            case LEAST_AND_MOST -> "تبدیلی که چیزی برایش پرداخت شود دست‌کم {0} و حداکثر {1} می‌گیرد.";
            case CAP -> "همهٔ قاعده‌ها با هم حداکثر {0} {1} می‌پردازند.";
            case CAP_OF_RULE -> "قاعدهٔ «{0}» حداکثر {1} {2} می‌پردازد.";
            case CLICK_PAY -> "هر کلیک معتبر: {0}.";
            case CLICK_PAY_CAPPED -> "هر کلیک معتبر: {0}، حداکثر برای {1} در روز.";
            case CLICK_PAY_GROUPS -> "پرداخت برای کلیک به همکاران گروه {0} است.";
            case SIGNING_BONUS -> "پاداش «{0}»: {1}، یک بار، برای تأیید همکار.";
            case FIRST_SALE_BONUS -> "پاداش «{0}»: {1}، یک بار، برای نخستین فروش.";
            case MILESTONE -> "پاداش «{0}»: {1} وقتی {3} {4} به {2} برسد.";
            case FLAT_FEE -> "حق ثابت «{0}»: {1} {2}، پس از پایان آن پرداخت می‌شود.";
            case FLAT_FEE_FROM -> "حق ثابت «{0}»: {1} {2}، پس از پایان آن پرداخت می‌شود، از {3} به بعد.";
            case FLAT_FEE_UNTIL -> "حق ثابت «{0}»: {1} {2}، پس از پایان آن پرداخت می‌شود، تا {3}.";
            case FLAT_FEE_BETWEEN -> "حق ثابت «{0}»: {1} {2}، پس از پایان آن پرداخت می‌شود، از {3} تا {4}.";
            case BOUNTY -> "جایزهٔ ارسال «{0}»: {1}، یک بار، برای آنچه پذیرفته شود از: {2}.";
            case BOUNTY_UNTIL -> "جایزهٔ ارسال «{0}»: {1}، یک بار، برای آنچه پذیرفته شود از: {2}؛ ارسال تا {3}.";
            case LEADERBOARD -> "پاداش «{0}»: {1} برای هر یک از {2} نفر نخست بر پایهٔ {3} {4}.";
            case BONUS_GROUPS -> "پاداش «{0}» برای همکاران گروه {1} است.";
            case MILESTONE_REACHED ->
                "پاداش «{0}» برای {1}: {2} {3}، در حالی که {4} لازم بود؛ {5} طبق نسخهٔ {6} شرایط.";
            case MILESTONE_OPEN -> "پاداش «{0}» برای {1}: تا کنون {2} {3}؛ برای {4}، {5} تعلق می‌گیرد.";
            case MILESTONE_WON -> "پاداش «{0}» برای {1}: دست‌کم {2} {3}؛ {4} طبق نسخهٔ {5} شرایط.";
            case SIGNING_GIVEN -> "پاداش «{0}»: {1} برای تأیید همکار، طبق نسخهٔ {2} شرایط.";
            case FIRST_SALE_GIVEN -> "پاداش «{0}»: {1} برای نخستین فروش، طبق نسخهٔ {2} شرایط.";
            case FEE_GIVEN -> "حق ثابت «{0}» برای {1}: {2} طبق نسخهٔ {3} شرایط که در آغاز آن برقرار بود.";
            case BOUNTY_GIVEN -> "جایزهٔ ارسال «{0}»: {1} برای «{2}»، طبق نسخهٔ {3} شرایط.";
            case LEADER_GIVEN -> "پاداش «{0}» برای {1}: {2} برای رتبهٔ {3}، با {4} {5}، طبق نسخهٔ {6} شرایط.";
            case BONUS_WAITS -> "در {0} آزاد می‌شود.";
            case BONUS_RELEASED -> "در {0} آزاد شد.";
            case BONUS_LOST -> "به آن رسیده و پیش از آزاد شدن دوباره از دست رفته است.";
            case PRIZE_GIFT -> "هدیهٔ «{0}»";
            case PRIZE_EVENT -> "دعوت «{0}»";
            case PRIZE_RECOGNITION -> "قدردانی عمومی «{0}»";
            case PRIZE_WORTH -> "{0} (به ارزش {1})";
            case PRIZE_WAITS -> "از {0} قطعی می‌شود.";
            case PRIZE_CERTAIN -> "از {0} قطعی است.";
            case PRIZE_KEPT -> "این رقم بعداً کاهش یافت؛ آنچه تحویل داده شده پس گرفته نمی‌شود.";
            case HOLD -> "کمیسیون از زمان تبدیل به مدت {0} نگه داشته می‌شود.";
            case NO_HOLD -> "کمیسیون نگه داشته نمی‌شود.";
            case APPROVED_BY_TIME -> "تبدیل در انتظار، با پایان مدت نگه‌داری خودبه‌خود تأیید می‌شود.";
            case APPROVED_BY_HAND -> "تبدیل در انتظار، منتظر تصمیم فروشنده می‌ماند و پس از {0} خودبه‌خود تأیید می‌شود.";
            case MINIMUM -> "مانده از {0} به بعد پرداخت می‌شود.";
            case NO_MINIMUM -> "مانده به هر مبلغی پرداخت می‌شود.";
            case PAID_WITHIN -> "کمیسیون‌ها ظرف {0} پس از تبدیل پرداخت می‌شوند.";
            case ADDED -> "تازه: {0}";
            case REMOVED -> "دیگر نیست: {0}";
            case CHANGED -> "تغییر کرد: {0} پیش از این: {1}";
            case RULE_PAYS_NOW -> "قاعدهٔ «{0}» اکنون {1} می‌پردازد؛ پیش از این {2} بود.";
            case RULES_REORDERED -> "ترتیب قاعده‌ها عوض شده است: {0}.";
            case EARNED -> "{0}، طبق قاعدهٔ «{1}» در نسخهٔ {2} شرایط، {3}: {4}.";
            case EARNED_NOTHING -> "هیچ سطری از سفارش برای قاعدهٔ «{0}» نمانده است: {1}.";
            case CLICKS_EARNED -> "{0} برای هر کلیک معتبر، {1} در {2}، طبق قاعدهٔ «{3}» در نسخهٔ {4} شرایط: {5}.";
            case CLICKS_UNPAID -> "از {0} کلیک معتبر، طبق سقف روزانه {1} پرداخت می‌شود.";
            case PAID_PERCENT -> "{0} از {1}";
            case PAID_FIXED -> "{0} برای سفارشی با پایهٔ {1}";
            case PAID_FIXED_AND_PERCENT -> "{0} و {1} از {2}";
            case PAID_PER_ITEM -> "{0} برای هر یک از {1}";
            case PAID_PLUS -> "{0} به‌علاوهٔ {1}";
            case BASE_LESS -> "{0} ({1} منهای {2})";
            case BASE_OF -> "{0} ({1})";
            case DISCLOSURE -> "تبلیغ: ممکن است از خرید شما از راه این پیوند کمیسیون بگیرم.";
            case LESS_TAX -> "مالیات {0}";
            case LESS_SHIPPING -> "هزینهٔ ارسال {0}";
            case LESS_FEE -> "کارمزد {0}";
            case FOR_CLICK -> "برای کلیک {0}";
            case FOR_COUPON -> "برای کد تخفیف {0}";
            case FOR_BINDING -> "برای مشتری پیوندخورده از {0}";
            case FOR_RULING -> "برای سفارشی که رأی اختلاف {0} نسبت داد";
            case FOR_STATED -> "برای سفارشی چنان‌که گفته شده";
            case ROUNDED -> "{0} ({1} گردشده، نیم رو به بالا)";
            case ROUNDED_TOGETHER -> "{0} ({1} گردشده همراه با کمیسیون‌های دیگر همین تبدیل)";
            case EXCHANGED_AT_ECB -> "تبدیل ارز با نرخ \u2068۱ {0} = {1} {2}\u2069، نرخ بانک مرکزی اروپا در {3}.";
            case EXCHANGED_AT_OWN_RATE -> "تبدیل ارز با نرخ \u2068۱ {0} = {1} {2}\u2069، نرخ فروشنده در {3}.";
            case OWN_PAY_STANDS -> "پرداخت ویژهٔ همکار به جای پرداخت قاعده است.";
            case TIER_STOOD -> "پیش از آن برای پله، بر پایهٔ {0} {1}، این شمرده شده بود: {2}.";
            case TIER_REACHED -> "طبق پله‌ای که به آن رسیده پرداخت می‌شود، بر پایهٔ {0} {1}: {2}.";
            case STAGED_SINCE -> "مرحله‌ها از نخستین دریافت در {0} شمرده می‌شوند.";
            case RAISED_TO_LEAST -> "{0} طبق کمینهٔ هر تبدیل به {1} افزایش یافت.";
            case LOWERED_TO_MOST -> "{0} طبق بیشینهٔ هر تبدیل به {1} کاهش یافت.";
            case SHARED -> "سهم همکار {0} است: {1}.";
            case CAPPED -> "سقف پرداخت از {1} تنها {0} باقی گذاشت.";
            case REVERSED -> "از این مبلغ برگردانده شده است: {0}.";
            case HELD_TOO_FAST -> "چنان زود پس از کلیک رخ داده که برای بررسی نگه داشته شده است.";
            case CUT_AFTER_CHECKOUT -> "سهم کم شده است، چون کلیک پس از آغاز پرداخت بوده است.";
            case OTHERS_CUT_AFTER_CHECKOUT -> "کلیک همکار دیگری پس از آغاز پرداخت بوده و کمتر یا هیچ به حساب نمی‌آید.";
            case KNOWN_BY_ONE_TOUCH -> "از این بازدیدکننده کلیک دیگری شناخته نیست.";
            case CHECKOUT_TIME_IGNORED -> "آغاز پرداخت در ۲۴ ساعت پیش از تبدیل نبوده و به حساب نیامده است.";
        };
    }

    /// What is counted stays in the singular.
    @Override
    public String count(long number, Unit unit) {
        return number(number) + " "
                + switch (unit) {
                    case SECOND -> "ثانیه";
                    case DAY -> "روز";
                    case MONTH -> "ماه";
                    case CHARGE -> "دریافت";
                    case CLICK -> "کلیک";
                    case ITEM -> "قلم";
                };
    }

    @Override
    public String decimal(BigDecimal number) {
        return inDigits(number.toPlainString());
    }

    @Override
    public String percent(BigDecimal percent) {
        return decimal(percent) + "٪";
    }

    private static String inDigits(String number) {
        StringBuilder text = new StringBuilder();
        for (char sign : number.toCharArray()) {
            text.append(sign == '.' ? '٫' : sign >= '0' && sign <= '9' ? (char) (sign - '0' + '۰') : sign);
        }
        return text.toString();
    }

    @Override
    public String or() {
        return " یا ";
    }

    @Override
    public String and() {
        return " و ";
    }

    @Override
    public String comma() {
        return "، ";
    }

    @Override
    public String day(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> "دوشنبه";
            case TUESDAY -> "سه‌شنبه";
            case WEDNESDAY -> "چهارشنبه";
            case THURSDAY -> "پنجشنبه";
            case FRIDAY -> "جمعه";
            case SATURDAY -> "شنبه";
            case SUNDAY -> "یکشنبه";
        };
    }

    @Override
    public String channel(ChannelKind kind) {
        return switch (kind) {
            case WEBSITE -> "وب‌گاه";
            case INSTAGRAM -> "اینستاگرام";
            case YOUTUBE -> "یوتیوب";
            case TIKTOK -> "تیک‌تاک";
            case NEWSLETTER -> "خبرنامه";
            case PODCAST -> "پادکست";
            case COUPON_SITE -> "سایت کد تخفیف";
            case CASHBACK -> "بازگشت وجه";
            case BROWSER_EXTENSION -> "افزونهٔ مرورگر";
            case APP -> "برنامک";
            case OTHER -> "دیگر";
        };
    }

    @Override
    public String device(Device device) {
        return switch (device) {
            case DESKTOP -> "رایانه";
            case MOBILE -> "تلفن";
            case TABLET -> "تبلت";
            case OTHER -> "دستگاه دیگر";
        };
    }

    @Override
    public String measure(Measure measure) {
        return switch (measure) {
            case REVENUE -> "درآمد";
            case CONVERSIONS -> "تبدیل‌ها";
            case NEW_CUSTOMERS -> "مشتریان تازه";
            case QUALIFIED_CLICKS -> "کلیک‌های معتبر";
        };
    }

    @Override
    public String period(Period.Length period) {
        return switch (period) {
            case DAY -> "در روز";
            case MONTH -> "در ماه";
            case QUARTER -> "در فصل";
            case YEAR -> "در سال";
            case EVER -> "در کل";
        };
    }

    @Override
    public String entry(Cause.Kind kind) {
        return switch (kind) {
            case ACCRUE -> "کمیسیون به دست آمد";
            case REVERSE -> "کمیسیون پس گرفته شد";
            case REINSTATE -> "کمیسیون دوباره داده شد";
            case UPDATE -> "کمیسیون همراه سفارش تغییر کرد";
            case VALIDATE -> "کمیسیون تأیید شد یا در انتظار است";
            case TIER -> "کمیسیون به پلهٔ دیگری رفت";
            case CLICKS -> "کلیک‌های یک روز پرداخت شد";
            case RELEASE -> "مدت نگهداری پایان یافت: اکنون در دسترس";
            case REVIEW -> "زیر بررسی، یا آزاد از آن";
            case ADJUST -> "اصلاح به دست یک شخص";
            case BONUS -> "پاداش به دست آمد";
            case BONUS_LOST -> "پاداش پیش از آزاد شدن از دست رفت";
            case FLAT_FEE -> "مبلغ ثابت";
            case RESERVE -> "برای پرداخت کنار گذاشته شد";
            case SETTLE -> "پرداخت شد";
            case FAIL -> "پرداخت ناموفق بود: دوباره در دسترس";
            case RETURN -> "پرداخت برگشت: دوباره در دسترس";
            case WRITE_OFF -> "بدهی بخشیده شد";
        };
    }

    @Override
    public String statement(StatementWord word) {
        return switch (word) {
            case STATEMENT -> "صورت‌حساب";
            case PROGRAM -> "برنامه";
            case AFFILIATE -> "همکار";
            case MONTH -> "ماه";
            case TIME_ZONE -> "منطقهٔ زمانی";
            case CURRENCY -> "ارز";
            case FINAL -> "نهایی";
            case NOT_FINAL -> "هنوز ممکن است تغییر کند";
            case POSTED -> "زمان ثبت";
            case ENTRY -> "رویداد";
            case PENDING -> "در انتظار";
            case HELD -> "نگه‌داشته";
            case AVAILABLE -> "در دسترس";
            case IN_FLIGHT -> "در راه";
            case RECEIVABLE -> "بدهی";
            case OPENING -> "ماندهٔ آغاز";
            case CLOSING -> "ماندهٔ پایان";
        };
    }
}
