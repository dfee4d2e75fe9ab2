package dev.tributary.domain.language;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;

/// Hebrew.
final class Hebrew implements Language {
    @Override
    public String code() {
        return "he";
    }

    @Override
    public boolean isRightToLeft() {
        return true;
    }

    @Override
    public String pattern(Phrase phrase) {
        return switch (phrase) {
            case LAST_CLICK -> "הקליק האחרון שלפני ההמרה מזכה, והוא תקף למשך {0}.";
            case FIRST_CLICK -> "הקליק הראשון שלפני ההמרה מזכה, והוא תקף למשך {0}.";
            case LINEAR -> "כל השותפים שהביאו קליק מתחלקים שווה בשווה; קליק תקף למשך {0}.";
            case POSITION ->
                "השותף הראשון והשותף האחרון שהביאו קליק מקבלים 40% כל אחד, ואלה שביניהם מתחלקים ביתרה שווה בשווה; כשיש"
                        + " שניים, כל אחד מקבל חצי; קליק תקף למשך {0}.";
            case COUPON_FIRST -> "קופון קודם לקליק.";
            case CLICK_FIRST -> "קליק קודם לקופון.";
            case CHECKOUT_SUPPRESSED -> "קליק בערוץ מסוג {0} לאחר תחילת התשלום בקופה אינו נחשב.";
            case CHECKOUT_CUT ->
                "קליק בערוץ מסוג {0} לאחר תחילת התשלום בקופה שומר על {1} מחלקו; היתר עובר לקליקים האחרים.";
            case TOO_FAST -> "המרה שמתרחשת פחות מ-{0} לאחר הקליק מוחזקת לבדיקה.";
            case BOUND -> "לקוח נשאר משויך למי שזוכה בהמרה הראשונה: {0}.";
            case BOUND_MONTHS -> "למשך {0}";
            case BOUND_CHARGES -> "למשך {0}";
            case BOUND_MONTHS_AND_CHARGES -> "למשך {0} ולכל היותר {1}";
            case BOUND_FOR_GOOD -> "ללא הגבלת זמן";
            case REBOUND_BY_CLICK -> "קליק מאוחר יותר מעביר אליו לקוח משויך.";
            case UNDER_CLICK -> "קליק משולם לפי התנאים שבתוקף בעת הקליק.";
            case UNDER_CONVERSION -> "קליק משולם לפי התנאים שבתוקף בעת ההמרה.";
            case RULES_IN_ORDER -> "מבין הכללים האלה משלם הראשון שמתאים, לכל שורה בהזמנה.";
            case RULE -> "כלל \"{0}\": {1}.";
            case RULE_IF -> "כלל \"{0}\", {1}: {2}.";
            case RULE_HOLD -> "העמלות לפי כלל \"{0}\" מוחזקות למשך {1}.";
            case OWN_PAY -> "תשלום אישי שלך בא במקום מה שהכללים משלמים: {0}.";
            case OWN_LINK_PAY -> "קליק דרך הקישור {0} משולם אחרת: {1}.";
            case IF_EVENTS -> "עבור האירוע {0}";
            case IF_DATES -> "מ-{0} עד {1}";
            case IF_FIRST_DATE -> "מ-{0} ואילך";
            case IF_LAST_DATE -> "עד {0}";
            case IF_DAYS -> "בימים {0}";
            case IF_HOURS -> "בין {0} ל-{1}";
            case IF_GROUPS -> "לשותפים בקבוצה {0}";
            case IF_CHANNELS -> "בערוץ מסוג {0}";
            case IF_COUPON -> "עם קופון";
            case IF_COUPONS -> "עם הקופון {0}";
            case IF_PRODUCTS -> "עבור המוצר {0}";
            case IF_CATEGORIES -> "עבור הקטגוריה {0}";
            case IF_NEW_CUSTOMER -> "ללקוחות חדשים";
            case IF_RETURNING_CUSTOMER -> "ללקוחות חוזרים";
            case IF_COUNTRIES -> "ללקוחות במדינה {0}";
            case IF_DEVICES -> "בקליק ממכשיר {0}";
            case IF_AMOUNT -> "להזמנות של {0} עד {1}";
            case IF_LEAST_AMOUNT -> "להזמנות של {0} לפחות";
            case IF_MOST_AMOUNT -> "להזמנות של {0} לכל היותר";
            case PERCENT -> "{0}";
            case FIXED -> "{0} להמרה";
            case FIXED_AND_PERCENT -> "{0} להמרה ועוד {1}";
            case PER_ITEM -> "{0} לפריט";
            case STAGE -> "{0} למשך {1}";
            case STAGE_THEN -> "{0}, ולאחר מכן {1}";
            case STAGES_END -> "כלום";
            case TIERS_MARGINAL -> "לפי {0} {1}: {2}, כל חלק לפי המדרגה שלו";
            case TIERS_RETROACTIVE -> "לפי {0} {1}: {2}, הכול לפי המדרגה שהושגה";
            case FIRST_STEP -> "בתחילה {0}";
            case STEP_ABOVE -> "{0} מעל {1}";
            case STEP_FROM -> "{0} החל מ-{1}";
            case LEAST -> "המרה שמשולם עליה דבר כלשהו מזכה ב-{0} לפחות.";
            case MOST -> "המרה מזכה ב-{0} לכל היותר.";
            case LEAST_AND_MOST -> "המרה שמשולם עליה דבר כלשהו מזכה ב-{0} לפחות וב-{1} לכל היותר.";
            case CAP -> "כל הכללים יחד משלמים לכל היותר {0} {1}.";
            case CAP_OF_RULE -> "כלל \"{0}\" משלם לכל היותר {1} {2}.";
            case CLICK_PAY -> "כל קליק כשיר: {0}.";
            case CLICK_PAY_CAPPED -> "כל קליק כשיר: {0}, עבור {1} לכל היותר ביום.";
            case CLICK_PAY_GROUPS -> "על קליקים משולם לשותפים בקבוצה {0}.";
            case SIGNING_BONUS -> "בונוס \"{0}\": {1}, פעם אחת, על אישור השותף.";
            case FIRST_SALE_BONUS -> "בונוס \"{0}\": {1}, פעם אחת, על המכירה הראשונה.";
            case MILESTONE -> "בונוס \"{0}\": {1} כאשר {3} {4} מגיעים ל-{2}.";
            case FLAT_FEE -> "תשלום קבוע \"{0}\": {1} {2}, משולם לאחר מכן.";
            case FLAT_FEE_FROM -> "תשלום קבוע \"{0}\": {1} {2}, משולם לאחר מכן, מ-{3} ואילך.";
            case FLAT_FEE_UNTIL -> "תשלום קבוע \"{0}\": {1} {2}, משולם לאחר מכן, עד {3}.";
            case FLAT_FEE_BETWEEN -> "תשלום קבוע \"{0}\": {1} {2}, משולם לאחר מכן, מ-{3} עד {4}.";
            case BOUNTY -> "פרס הגשה \"{0}\": {1}, פעם אחת, על מה שיתקבל מתוך: {2}.";
            case BOUNTY_UNTIL -> "פרס הגשה \"{0}\": {1}, פעם אחת, על מה שיתקבל מתוך: {2}; הגשה עד {3}.";
            case LEADERBOARD -> "בונוס \"{0}\": {1} לכל אחד מ-{2} הראשונים לפי {3} {4}.";
            case BONUS_GROUPS -> "בונוס \"{0}\" מיועד לשותפים בקבוצה {1}.";
            case MILESTONE_REACHED -> "בונוס \"{0}\" עבור {1}: {2} {3}, כשנדרשו {4}; {5} לפי גרסה {6} של התנאים.";
            case MILESTONE_OPEN -> "בונוס \"{0}\" עבור {1}: עד כה {2} {3}; {4} מזכים ב-{5}.";
            case MILESTONE_WON -> "בונוס \"{0}\" עבור {1}: לפחות {2} {3}; {4} לפי גרסה {5} של התנאים.";
            case SIGNING_GIVEN -> "בונוס \"{0}\": {1} על אישור השותף, לפי גרסה {2} של התנאים.";
            case FIRST_SALE_GIVEN -> "בונוס \"{0}\": {1} על המכירה הראשונה, לפי גרסה {2} של התנאים.";
            case FEE_GIVEN -> "תשלום קבוע \"{0}\" עבור {1}: {2} לפי גרסה {3} של התנאים, שהייתה בתוקף בתחילתו.";
            case BOUNTY_GIVEN -> "פרס הגשה \"{0}\": {1} עבור \"{2}\", לפי גרסה {3} של התנאים.";
            case LEADER_GIVEN -> "בונוס \"{0}\" עבור {1}: {2} על מקום {3}, עם {4} {5}, לפי גרסה {6} של התנאים.";
            case BONUS_WAITS -> "הוא משתחרר ב-{0}.";
            case BONUS_RELEASED -> "הוא שוחרר ב-{0}.";
            case BONUS_LOST -> "הוא הושג ואבד שוב לפני שחרורו.";
            case PRIZE_GIFT -> "המתנה \"{0}\"";
            case PRIZE_EVENT -> "ההזמנה \"{0}\"";
            case PRIZE_RECOGNITION -> "ההוקרה הפומבית \"{0}\"";
            case PRIZE_WORTH -> "{0} (בשווי {1})";
            case PRIZE_WAITS -> "הוא ודאי החל מ-{0}.";
            case PRIZE_CERTAIN -> "הוא ודאי מאז {0}.";
            case PRIZE_KEPT -> "הנתון ירד מאוחר יותר; מה שנמסר אינו נלקח בחזרה.";
            case HOLD -> "עמלה מוחזקת למשך {0} מההמרה.";
            case NO_HOLD -> "עמלה אינה מוחזקת.";
            case APPROVED_BY_TIME -> "המרה ממתינה מאושרת מעצמה בתום ההחזקה.";
            case APPROVED_BY_HAND -> "המרה ממתינה מחכה להחלטת הסוחר, ומאושרת מעצמה לאחר {0}.";
            case MINIMUM -> "יתרה משולמת החל מ-{0}.";
            case NO_MINIMUM -> "יתרה משולמת בכל סכום שהוא.";
            case PAID_WITHIN -> "עמלות משולמות בתוך {0} מההמרה.";
            case ADDED -> "חדש: {0}";
            case REMOVED -> "בוטל: {0}";
            case CHANGED -> "שונה: {0} קודם לכן: {1}";
            case RULE_PAYS_NOW -> "כלל \"{0}\" משלם {1}; קודם לכן {2}.";
            case RULES_REORDERED -> "הכללים עומדים בסדר אחר: {0}.";
            case EARNED -> "{0}, לפי כלל \"{1}\" שבגרסה {2} של התנאים, {3}: {4}.";
            case EARNED_NOTHING -> "לא נותרה שורה בהזמנה לכלל \"{0}\": {1}.";
            case CLICKS_EARNED -> "{0} לכל קליק כשיר, {1} ביום {2}, לפי כלל \"{3}\" שבגרסה {4} של התנאים: {5}.";
            case CLICKS_UNPAID -> "מתוך {0} קליקים כשירים משולמים, לפי המכסה היומית, {1}.";
            case PAID_PERCENT -> "{0} מתוך {1}";
            case PAID_FIXED -> "{0} עבור הזמנה שבסיסה {1}";
            case PAID_FIXED_AND_PERCENT -> "{0} ועוד {1} מתוך {2}";
            case PAID_PER_ITEM -> "{0} לכל אחד מתוך {1}";
            case PAID_PLUS -> "{0} ועוד {1}";
            case BASE_LESS -> "{0} ({1} פחות {2})";
            case BASE_OF -> "{0} ({1})";
            case DISCLOSURE -> "פרסומת: ייתכן שאקבל עמלה על קנייה דרך הקישור הזה.";
            case LESS_TAX -> "מס {0}";
            case LESS_SHIPPING -> "משלוח {0}";
            case LESS_FEE -> "דמי טיפול {0}";
            case FOR_CLICK -> "עבור הקליק מ-{0}";
            case FOR_COUPON -> "עבור הקופון {0}";
            case FOR_BINDING -> "עבור לקוח משויך מאז {0}";
            case FOR_RULING -> "עבור ההזמנה שיוחסה בהכרעה במחלוקת {0}";
            case FOR_STATED -> "עבור הזמנה כפי שנמסרה";
            case ROUNDED -> "{0} ({1} מעוגל, חצי כלפי מעלה)";
            case ROUNDED_TOGETHER -> "{0} ({1} מעוגל יחד עם שאר העמלות של ההמרה)";
            case EXCHANGED_AT_ECB -> "הומר לפי \u20681 {0} = {1} {2}\u2069, שער הבנק המרכזי האירופי מיום {3}.";
            case EXCHANGED_AT_OWN_RATE -> "הומר לפי \u20681 {0} = {1} {2}\u2069, שער הסוחר מיום {3}.";
            case OWN_PAY_STANDS -> "תשלום אישי של השותף בא במקום מה שהכלל משלם.";
            case TIER_STOOD -> "לפני כן נספר למדרגה, לפי {0} {1}: {2}.";
            case TIER_REACHED -> "משולם לפי המדרגה שהושגה, לפי {0} {1}: {2}.";
            case STAGED_SINCE -> "השלבים נספרים מהחיוב הראשון ב-{0}.";
            case RAISED_TO_LEAST -> "{0} הוגדל ל-{1}, לפי המינימום להמרה.";
            case LOWERED_TO_MOST -> "{0} הוקטן ל-{1}, לפי המקסימום להמרה.";
            case SHARED -> "חלקו של השותף הוא {0}: {1}.";
            case CAPPED -> "התקרה הותירה {0} מתוך {1}.";
            case REVERSED -> "מתוך זה הוחזר: {0}.";
            case HELD_TOO_FAST -> "ההמרה באה סמוך כל כך לקליק שהיא מוחזקת לבדיקה.";
            case CUT_AFTER_CHECKOUT -> "החלק הוקטן, כי הקליק בא לאחר תחילת התשלום בקופה.";
            case OTHERS_CUT_AFTER_CHECKOUT -> "קליק של שותף אחר בא לאחר תחילת התשלום בקופה, ונחשב פחות או כלל לא.";
            case KNOWN_BY_ONE_TOUCH -> "של המבקר הזה לא ידוע קליק אחר.";
            case CHECKOUT_TIME_IGNORED -> "תחילת התשלום בקופה לא הייתה בתוך 24 שעות לפני ההמרה ולא נלקחה בחשבון.";
        };
    }

    /// One and two have words of their own (Unicode CLDR, plural rules of `he`).
    @Override
    public String count(long number, Unit unit) {
        if (number == 1) {
            return switch (unit) {
                case SECOND -> "שנייה אחת";
                case DAY -> "יום אחד";
                case MONTH -> "חודש אחד";
                case CHARGE -> "חיוב אחד";
                case CLICK -> "קליק אחד";
                case ITEM -> "פריט אחד";
            };
        }
        if (number == 2) {
            return switch (unit) {
                case SECOND -> "שתי שניות";
                case DAY -> "יומיים";
                case MONTH -> "חודשיים";
                case CHARGE -> "שני חיובים";
                case CLICK -> "שני קליקים";
                case ITEM -> "שני פריטים";
            };
        }
        return number + " "
                + switch (unit) {
                    case SECOND -> "שניות";
                    case DAY -> "ימים";
                    case MONTH -> "חודשים";
                    case CHARGE -> "חיובים";
                    case CLICK -> "קליקים";
                    case ITEM -> "פריטים";
                };
    }

    @Override
    public String percent(BigDecimal percent) {
        return decimal(percent) + "%";
    }

    @Override
    public String or() {
        return " או ";
    }

    @Override
    public String and() {
        return " וכן ";
    }

    @Override
    public String day(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> "שני";
            case TUESDAY -> "שלישי";
            case WEDNESDAY -> "רביעי";
            case THURSDAY -> "חמישי";
            case FRIDAY -> "שישי";
            case SATURDAY -> "שבת";
            case SUNDAY -> "ראשון";
        };
    }

    @Override
    public String channel(ChannelKind kind) {
        return switch (kind) {
            case WEBSITE -> "אתר";
            case INSTAGRAM -> "אינסטגרם";
            case YOUTUBE -> "יוטיוב";
            case TIKTOK -> "טיקטוק";
            case NEWSLETTER -> "ניוזלטר";
            case PODCAST -> "פודקאסט";
            case COUPON_SITE -> "אתר קופונים";
            case CASHBACK -> "קאשבק";
            case BROWSER_EXTENSION -> "תוסף דפדפן";
            case APP -> "אפליקציה";
            case OTHER -> "אחר";
        };
    }

    @Override
    public String device(Device device) {
        return switch (device) {
            case DESKTOP -> "מחשב";
            case MOBILE -> "טלפון";
            case TABLET -> "טאבלט";
            case OTHER -> "אחר";
        };
    }

    @Override
    public String measure(Measure measure) {
        return switch (measure) {
            case REVENUE -> "הכנסות";
            case CONVERSIONS -> "המרות";
            case NEW_CUSTOMERS -> "לקוחות חדשים";
            case QUALIFIED_CLICKS -> "קליקים כשירים";
        };
    }

    @Override
    public String period(Period.Length period) {
        return switch (period) {
            case DAY -> "ביום";
            case MONTH -> "בחודש";
            case QUARTER -> "ברבעון";
            case YEAR -> "בשנה";
            case EVER -> "בסך הכול";
        };
    }

    @Override
    public String entry(Cause.Kind kind) {
        return switch (kind) {
            case ACCRUE -> "עמלה נצברה";
            case REVERSE -> "עמלה בוטלה";
            case REINSTATE -> "עמלה הוחזרה";
            case UPDATE -> "עמלה עודכנה עם ההזמנה";
            case VALIDATE -> "עמלה אושרה או ממתינה";
            case TIER -> "עמלה עברה למדרגה אחרת";
            case CLICKS -> "תשלום על קליקים של יום";
            case RELEASE -> "תקופת ההמתנה הסתיימה: זמין כעת";
            case REVIEW -> "בבדיקה, או שוחרר ממנה";
            case ADJUST -> "התאמה ידנית";
            case BONUS -> "בונוס נצבר";
            case BONUS_LOST -> "בונוס אבד לפני ששוחרר";
            case FLAT_FEE -> "תשלום קבוע";
            case RESERVE -> "שוריין לתשלום";
            case SETTLE -> "שולם";
            case FAIL -> "התשלום נכשל: זמין שוב";
            case RETURN -> "התשלום חזר: זמין שוב";
            case WRITE_OFF -> "חוב נמחק";
        };
    }

    @Override
    public String statement(StatementWord word) {
        return switch (word) {
            case STATEMENT -> "דף חשבון";
            case PROGRAM -> "תוכנית";
            case AFFILIATE -> "שותף";
            case MONTH -> "חודש";
            case TIME_ZONE -> "אזור זמן";
            case CURRENCY -> "מטבע";
            case FINAL -> "סופי";
            case NOT_FINAL -> "עדיין עשוי להשתנות";
            case POSTED -> "נרשם";
            case ENTRY -> "תנועה";
            case PENDING -> "ממתין";
            case HELD -> "מוחזק";
            case AVAILABLE -> "זמין";
            case IN_FLIGHT -> "בדרך";
            case RECEIVABLE -> "חוב";
            case OPENING -> "יתרת פתיחה";
            case CLOSING -> "יתרת סגירה";
        };
    }
}
