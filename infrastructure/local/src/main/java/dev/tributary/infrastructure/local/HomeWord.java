package dev.tributary.infrastructure.local;

import dev.tributary.domain.language.Language;

/// What the machine's own page says.
enum HomeWord {
    TITLE("This machine", "המחשב הזה", "این دستگاه", "Šī ierīce"),
    WHAT(
            "The whole platform runs here, and no mail leaves it.",
            "כל הפלטפורמה פועלת כאן, ושום דואר אינו יוצא ממנה.",
            "همهٔ سکو اینجا اجرا می‌شود و هیچ نامه‌ای از آن بیرون نمی‌رود.",
            "Visa platforma darbojas šeit, un neviena vēstule to nepamet."),
    SIGN_IN("Sign in", "כניסה", "ورود", "Pieslēgties"),
    AS_MERCHANT(
            "As the demo's merchant", "כבית העסק של ההדגמה", "به‌جای فروشندهٔ نمونه", "Kā demonstrācijas tirgotājs"),
    AS_AFFILIATE("As the demo's affiliate", "כשותף של ההדגמה", "به‌جای همکار نمونه", "Kā demonstrācijas partneris"),
    NO_DEMO(
            "This machine has no demo. POST /v1/members invites somebody, and /sign-in lets them in.",
            "במחשב הזה אין הדגמה. POST /v1/members מזמין מישהו, ו־/sign-in מכניס אותו.",
            "این دستگاه نمونه ندارد. POST /v1/members کسی را دعوت می‌کند و /sign-in او را وارد می‌کند.",
            "Šajā ierīcē demonstrācijas nav. POST /v1/members kādu uzaicina, un /sign-in viņu ielaiž."),
    SEE("To look at", "לעיון", "برای دیدن", "Apskatei"),
    DIRECTORY("Programs to join", "תוכניות להצטרפות", "برنامه‌ها برای پیوستن", "Programmas, kurām pievienoties"),
    DOCS("The API", "ה־API", "رابط برنامه‌نویسی", "API"),
    MAILBOX("Mailbox", "תיבת הדואר", "صندوق نامه‌ها", "Pastkaste"),
    NO_MAIL(
            "No mail was sent yet.",
            "עדיין לא נשלח דואר.",
            "هنوز نامه‌ای فرستاده نشده است.",
            "Vēl nav nosūtīta neviena vēstule."),
    ALL_MAIL("All mail", "כל הדואר", "همهٔ نامه‌ها", "Visas vēstules"),
    QUEUES("Queues", "תורים", "صف‌ها", "Rindas"),
    QUEUE("Queue", "תור", "صف", "Rinda"),
    WAITING("Waiting", "ממתינות", "در انتظار", "Gaida"),
    IN_FLIGHT("Being worked on", "בטיפול", "در دست کار", "Tiek apstrādātas"),
    DELAYED("Delayed", "מושהות", "به تعویق افتاده", "Atliktas"),
    FUNCTIONS("Functions", "פונקציות", "تابع‌ها", "Funkcijas"),
    FUNCTION("Function", "פונקציה", "تابع", "Funkcija"),
    ROUTES("Routes", "נתיבים", "مسیرها", "Maršruti"),
    SCHEDULES("Schedules", "לוחות זמנים", "زمان‌بندی‌ها", "Grafiki"),
    SERVERS("Servers", "שרתים", "سرورها", "Serveri"),
    LANGUAGE("Language", "שפה", "زبان", "Valoda"),
    AGAIN("Look again", "לרענן", "دوباره ببینید", "Skatīt vēlreiz");

    private final String english;
    private final String hebrew;
    private final String persian;
    private final String latvian;

    HomeWord(String english, String hebrew, String persian, String latvian) {
        this.english = english;
        this.hebrew = hebrew;
        this.persian = persian;
        this.latvian = latvian;
    }

    String in(Language language) {
        return switch (language.code()) {
            case "he" -> hebrew;
            case "fa" -> persian;
            case "lv" -> latvian;
            default -> english;
        };
    }
}
