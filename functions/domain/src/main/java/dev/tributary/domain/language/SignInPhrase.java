package dev.tributary.domain.language;

/// What mails and pages say to people who sign in, in each language; `{0}` and so on are places, as in a
/// `Phrase`. Beside the languages' own tables, which are about terms and statements: it is a page of its own.
public enum SignInPhrase {
    LINK_SUBJECT(
            "Your sign-in link for Tributary",
            "קישור הכניסה שלך ל-Tributary",
            "پیوند ورود شما به Tributary",
            "Jūsu pieteikšanās saite platformai Tributary"),
    LINK_OPEN(
            "Open this link within 10 minutes and press the button there. It works once.",
            "יש לפתוח את הקישור הזה בתוך 10 דקות וללחוץ שם על הכפתור. הוא פועל פעם אחת.",
            "این پیوند را ظرف ۱۰ دقیقه باز کنید و دکمهٔ آنجا را بزنید. فقط یک بار کار می‌کند.",
            "Atveriet šo saiti 10 minūšu laikā un nospiediet tur pogu. Tā darbojas vienu reizi."),
    LINK_NOT_YOU(
            "If you did not ask for it, do nothing: nobody gets in without this mail.",
            "אם לא ביקשת אותו, אין צורך לעשות דבר: בלי ההודעה הזאת איש אינו נכנס.",
            "اگر شما آن را نخواسته‌اید، کاری نکنید: بدون این نامه هیچ‌کس وارد نمی‌شود.",
            "Ja jūs to neprasījāt, nedariet neko: bez šīs vēstules neviens netiek iekšā."),
    APPLY_SUBJECT(
            "Confirm your application to {0}",
            "אישור הבקשה שלך להצטרף אל {0}",
            "درخواست خود را برای {0} تأیید کنید",
            "Apstipriniet savu pieteikumu programmai {0}"),
    APPLY_OPEN(
            "Open this link within 10 minutes and press the button there: your application goes to {0}, and you are"
                    + " signed in. It works once.",
            "יש לפתוח את הקישור הזה בתוך 10 דקות וללחוץ שם על הכפתור: הבקשה שלך תישלח אל {0}, והכניסה תתבצע. הוא פועל"
                    + " פעם אחת.",
            "این پیوند را ظرف ۱۰ دقیقه باز کنید و دکمهٔ آنجا را بزنید: درخواست شما برای {0} فرستاده می‌شود و وارد"
                    + " می‌شوید. فقط یک بار کار می‌کند.",
            "Atveriet šo saiti 10 minūšu laikā un nospiediet tur pogu: jūsu pieteikums tiks nosūtīts programmai {0}, un"
                    + " jūs būsiet pieteicies. Tā darbojas vienu reizi."),
    APPLY_NOT_YOU(
            "If you did not apply, do nothing: without this mail nothing is sent, and nobody gets in.",
            "אם לא הגשת בקשה, אין צורך לעשות דבר: בלי ההודעה הזאת דבר אינו נשלח ואיש אינו נכנס.",
            "اگر شما درخواستی نداده‌اید، کاری نکنید: بدون این نامه چیزی فرستاده نمی‌شود و هیچ‌کس وارد نمی‌شود.",
            "Ja jūs nepieteicāties, nedariet neko: bez šīs vēstules nekas netiek nosūtīts un neviens netiek iekšā."),
    APPLY_PRESS(
            "Read your application. The button sends it and signs you in on this device. If you did not write it, close"
                    + " this page: nothing is sent.",
            "יש לקרוא את הבקשה. הכפתור שולח אותה ומכניס אותך במכשיר הזה. אם לא כתבת אותה, יש לסגור את הדף: דבר לא"
                    + " יישלח.",
            "درخواست خود را بخوانید. دکمه آن را می‌فرستد و شما را در این دستگاه وارد می‌کند. اگر شما آن را ننوشته‌اید،"
                    + " این صفحه را ببندید: چیزی فرستاده نمی‌شود.",
            "Izlasiet savu pieteikumu. Poga to nosūta un piesaka jūs šajā ierīcē. Ja jūs to nerakstījāt, aizveriet šo"
                    + " lapu: nekas netiek nosūtīts."),
    APPLY_SEND("Send the application", "שליחת הבקשה", "فرستادن درخواست", "Nosūtīt pieteikumu"),
    APPLY_PROGRAM("Program", "תוכנית", "برنامه", "Programma"),
    APPLY_NAME("Affiliate", "שותף", "همکار", "Partneris"),
    APPLY_CHANNEL("Channel", "ערוץ", "کانال", "Kanāls"),
    APPLY_AGREEMENT(
            "By sending you accept the Agreement, version {0}:",
            "בשליחה מתקבל ההסכם, גרסה {0}:",
            "با فرستادن، توافق‌نامه، نسخهٔ {0}، را می‌پذیرید:",
            "Nosūtot jūs piekrītat līguma {0}. redakcijai:"),
    APPLY_STALE(
            "The program no longer takes the application as it was written. Nothing is sent.",
            "התוכנית אינה מקבלת עוד את הבקשה כפי שנכתבה. דבר לא יישלח.",
            "برنامه دیگر درخواست را به شکلی که نوشته شده است نمی‌پذیرد. چیزی فرستاده نمی‌شود.",
            "Programma vairs nepieņem pieteikumu tā, kā tas ir uzrakstīts. Nekas netiek nosūtīts."),
    INVITE_SUBJECT(
            "{0} invites you to Tributary",
            "הזמנה מאת {0} אל Tributary", "دعوت {0} به Tributary", "{0} aicina jūs platformā Tributary"),
    INVITE_TEXT(
            "{0}, you are invited to {1} as {2}. To accept, sign in on this page with the address that this mail came"
                    + " to.",
            "{0}, הוזמנת אל {1} בתפקיד {2}. כדי לקבל את ההזמנה יש להיכנס בדף הזה עם הכתובת שאליה הגיעה ההודעה.",
            "{0}، شما به {1} با نقش {2} دعوت شده‌اید. برای پذیرفتن، در این صفحه با همان نشانی که این نامه به آن رسیده"
                    + " است وارد شوید.",
            "{0}, jūs aicina {1}, loma: {2}. Lai pieņemtu, piesakieties šajā lapā ar adresi, uz kuru atnāca šī"
                    + " vēstule."),
    INVITE_NOT_YOU(
            "If you do not know the sender, do nothing.",
            "אם השולח אינו מוכר לך, אין צורך לעשות דבר.",
            "اگر فرستنده را نمی‌شناسید، کاری نکنید.",
            "Ja nepazīstat sūtītāju, nedariet neko."),
    OWNER("owner", "בעלים", "مالک", "īpašnieks"),
    MANAGER("manager", "ניהול", "مدیر", "vadītājs"),
    FINANCE("finance", "כספים", "امور مالی", "finanses"),
    VIEWER("viewer", "צפייה", "بیننده", "skatītājs"),
    TITLE("Sign in", "כניסה", "ورود", "Pieteikties"),
    ADDRESS("E-mail address", "כתובת דוא\"ל", "نشانی ایمیل", "E-pasta adrese"),
    SEND("Send me a link", "שליחת קישור", "فرستادن پیوند", "Sūtīt man saiti"),
    SENT(
            "If this address belongs to a member, a link is on its way. It works once, for 10 minutes.",
            "אם הכתובת שייכת לחבר, קישור בדרך אליה. הוא פועל פעם אחת, במשך 10 דקות.",
            "اگر این نشانی از آنِ یکی از اعضا باشد، پیوندی در راه است. یک بار و تا ۱۰ دقیقه کار می‌کند.",
            "Ja šī adrese pieder dalībniekam, saite ir ceļā. Tā darbojas vienu reizi, 10 minūtes."),
    PRESS(
            "Press the button to sign in on this device.",
            "יש ללחוץ על הכפתור כדי להיכנס במכשיר הזה.",
            "برای ورود در این دستگاه دکمه را بزنید.",
            "Nospiediet pogu, lai pieteiktos šajā ierīcē."),
    USELESS(
            "This link was used, is too old, or is none of ours. Ask for a new one.",
            "הקישור הזה נוצל, ישן מדי או אינו שלנו. יש לבקש חדש.",
            "این پیوند استفاده شده، کهنه شده یا از ما نیست. پیوند تازه‌ای بخواهید.",
            "Šī saite ir izmantota, pārāk veca vai nav mūsu. Palūdziet jaunu."),
    NO_ADDRESS(
            "This is not an e-mail address.",
            "זו אינה כתובת דוא\"ל.",
            "این نشانی ایمیل نیست.",
            "Tā nav e-pasta adrese."),
    TOO_MANY(
            "Many links were sent to this address within an hour. Use the last one, or try again later.",
            "נשלחו קישורים רבים לכתובת הזאת בתוך שעה. אפשר להשתמש באחרון, או לנסות שוב מאוחר יותר.",
            "ظرف یک ساعت پیوندهای زیادی به این نشانی فرستاده شد. از آخرین استفاده کنید یا بعداً دوباره امتحان کنید.",
            "Stundas laikā uz šo adresi nosūtītas daudzas saites. Izmantojiet pēdējo vai mēģiniet vēlāk."),
    NO_MAIL(
            "This platform sends no mail. Its operator makes a link with: ./tributary sign-in-link",
            "הפלטפורמה הזאת אינה שולחת דוא\"ל. מי שמפעיל אותה יוצר קישור בפקודה: ./tributary sign-in-link",
            "این سکو نامه نمی‌فرستد. گردانندهٔ آن با این فرمان پیوند می‌سازد: ./tributary sign-in-link",
            "Šī platforma nesūta e-pastu. Tās uzturētājs izveido saiti ar komandu: ./tributary sign-in-link"),
    REFUSED(
            "This form came from another page. Open this one again.",
            "הטופס הזה הגיע מדף אחר. יש לפתוח את הדף הזה מחדש.",
            "این فرم از صفحهٔ دیگری آمده است. این صفحه را دوباره باز کنید.",
            "Šī veidlapa atnāca no citas lapas. Atveriet šo vēlreiz.");

    private final String english;
    private final String hebrew;
    private final String persian;
    private final String latvian;

    SignInPhrase(String english, String hebrew, String persian, String latvian) {
        this.english = english;
        this.hebrew = hebrew;
        this.persian = persian;
        this.latvian = latvian;
    }

    /// With its places filled, each kept whole where the language is written from the right.
    public String in(Language language, String... values) {
        String pattern = switch (language) {
            case English _ -> english;
            case Hebrew _ -> hebrew;
            case Persian _ -> persian;
            case Latvian _ -> latvian;
        };
        return language.fill(pattern, values);
    }
}
