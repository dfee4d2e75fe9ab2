package dev.tributary.domain.language;

/// What mails say of notices, in each language; `{0}` and so on are places, as in a `Phrase`.
public enum NoticePhrase {
    /// Whose payouts.
    METHOD_SUBJECT(
            "The payout method of {0} was changed",
            "אמצעי התשלום של {0} שונה", "روش پرداخت {0} تغییر کرد", "Mainīts {0} izmaksu veids"),
    /// Whose, the rail, the date.
    METHOD_TEXT(
            "From {2} on, payouts of {0} go to another account ({1}). If this was not you, sign in, change it back, and"
                    + " remove whoever should not be there: nothing goes there before that date.",
            "החל מ-{2} התשלומים של {0} יועברו לחשבון אחר ({1}). אם לא ביצעת את השינוי, יש להיכנס, להחזיר את הקודם"
                    + " ולהסיר את מי שאינו אמור להיות שם: עד אז לא יועבר לשם דבר.",
            "از {2} پرداخت‌های {0} به حساب دیگری می‌رود ({1}). اگر کار شما نبوده، وارد شوید، آن را برگردانید و هر کس را"
                    + " که نباید آنجا باشد حذف کنید: پیش از آن تاریخ چیزی به آنجا نمی‌رود.",
            "No {2} {0} izmaksas nonāks citā kontā ({1}). Ja to nedarījāt jūs, piesakieties, nomainiet to atpakaļ un"
                    + " izslēdziet ikvienu, kam tur nav jābūt: pirms šī datuma turp nekas netiek sūtīts."),
    /// The program, the amount.
    PAID_SUBJECT("{0}: {1} paid", "{0}: שולמו {1}", "{0}: پرداخت {1}", "{0}: izmaksāts {1}"),
    /// The program, the amount, the rail.
    PAID_TEXT(
            "{1} from {0} was sent to your payout method ({2}).",
            "{1} מאת {0} נשלחו לאמצעי התשלום שלך ({2}).",
            "{1} از {0} به روش پرداخت شما فرستاده شد ({2}).",
            "{1} no programmas {0} nosūtīts uz jūsu izmaksu kontu ({2})."),
    /// The program, the amount.
    RETURNED_SUBJECT(
            "{0}: a payout of {1} came back",
            "{0}: תשלום של {1} חזר", "{0}: پرداخت {1} بازگشت", "{0}: izmaksa {1} atgriezta"),
    RETURNED_TEXT(
            "The payout of {1} in {0} did not arrive. The money is available again, and part of the next payout; check"
                    + " the payout method before that.",
            "התשלום של {1} בתוכנית {0} לא הגיע. הכסף זמין שוב וייכלל בתשלום הבא; כדאי לבדוק לפני כן את אמצעי התשלום.",
            "پرداخت {1} در {0} نرسید. پول دوباره در دسترس است و در پرداخت بعدی می‌آید؛ پیش از آن روش پرداخت را بررسی"
                    + " کنید.",
            "Izmaksa {1} programmā {0} nav saņemta. Nauda atkal ir pieejama un būs nākamajā izmaksā; pirms tam"
                    + " pārbaudiet izmaksu veidu."),
    /// The program, the amount.
    GIVEN_SUBJECT(
            "{0}: {1} credited to you",
            "{0}: זוכית ב-{1}", "{0}: {1} به حساب شما افزوده شد", "{0}: jums ieskaitīts {1}"),
    GIVEN_TEXT(
            "{1} was added to your balance in {0}.",
            "{1} נוספו ליתרתך בתוכנית {0}.",
            "{1} به موجودی شما در {0} افزوده شد.",
            "Jūsu atlikumam programmā {0} pieskaitīts {1}."),
    TAKEN_SUBJECT(
            "{0}: {1} taken off your balance",
            "{0}: נוכו {1} מיתרתך", "{0}: {1} از موجودی شما کم شد", "{0}: no jūsu atlikuma atskaitīts {1}"),
    TAKEN_TEXT(
            "{1} was taken off your balance in {0}.",
            "{1} נוכו מיתרתך בתוכנית {0}.",
            "{1} از موجودی شما در {0} کم شد.",
            "No jūsu atlikuma programmā {0} atskaitīts {1}."),
    BONUS_SUBJECT("{0}: a bonus of {1}", "{0}: בונוס של {1}", "{0}: پاداش {1}", "{0}: bonuss {1}"),
    /// The program, the amount, the bonus and its period.
    BONUS_TEXT(
            "You have earned a bonus of {1} in {0} ({2}).",
            "הרווחת בונוס של {1} בתוכנית {0} ({2}).",
            "پاداش {1} را در {0} به دست آوردید ({2}).",
            "Jūs esat nopelnījis bonusu {1} programmā {0} ({2})."),
    LOST_SUBJECT(
            "{0}: a bonus of {1} was taken back",
            "{0}: בונוס של {1} בוטל", "{0}: پاداش {1} پس گرفته شد", "{0}: atsaukts bonuss {1}"),
    LOST_TEXT(
            "The bonus of {1} in {0} ({2}) was taken back: its figure is not reached any more. Reach it again, and it"
                    + " is yours again.",
            "הבונוס של {1} בתוכנית {0} ({2}) בוטל: היעד אינו מושג עוד. אם יושג שוב, הבונוס יינתן שוב.",
            "پاداش {1} در {0} ({2}) پس گرفته شد: دیگر به رقم آن نمی‌رسید. اگر دوباره به آن برسید، دوباره از آن شماست.",
            "Bonuss {1} programmā {0} ({2}) ir atsaukts: tā rādītājs vairs nav sasniegts. Sasniedziet to vēlreiz, un"
                    + " tas atkal būs jūsu."),
    /// The program. What a merchant calls its prize stands in no subject.
    PRIZE_SUBJECT(
            "{0}: you have won a prize", "{0}: זכית בפרס", "{0}: برندهٔ جایزه‌ای شدید", "{0}: jūs esat ieguvis balvu"),
    /// The program, the prize, the bonus and its period.
    PRIZE_TEXT(
            "You have won a prize in {0}: {1} ({2}).",
            "זכית בפרס בתוכנית {0}: {1} ({2}).",
            "در {0} برندهٔ جایزه‌ای شدید: {1} ({2}).",
            "Jūs esat ieguvis balvu programmā {0}: {1} ({2})."),
    PRIZE_LOST_SUBJECT(
            "{0}: a prize was taken back", "{0}: פרס בוטל", "{0}: جایزه‌ای پس گرفته شد", "{0}: atsaukta balva"),
    PRIZE_LOST_TEXT(
            "A prize in {0} was taken back: {1} ({2}). Its figure is not reached any more. Reach it again, and it is"
                    + " yours again.",
            "פרס בתוכנית {0} בוטל: {1} ({2}). היעד אינו מושג עוד. אם יושג שוב, הפרס יינתן שוב.",
            "جایزه‌ای در {0} پس گرفته شد: {1} ({2}). دیگر به رقم آن نمی‌رسید. اگر دوباره به آن برسید، دوباره از آن"
                    + " شماست.",
            "Balva programmā {0} ir atsaukta: {1} ({2}). Tās rādītājs vairs nav sasniegts. Sasniedziet to vēlreiz, un"
                    + " tā atkal būs jūsu."),
    FEE_SUBJECT("{0}: a flat fee of {1}", "{0}: תשלום קבוע של {1}", "{0}: حق ثابت {1}", "{0}: fiksēta maksa {1}"),
    FEE_TEXT(
            "A flat fee of {1} in {0} was added to your balance ({2}).",
            "תשלום קבוע של {1} בתוכנית {0} נוסף ליתרתך ({2}).",
            "حق ثابت {1} در {0} به موجودی شما افزوده شد ({2}).",
            "Jūsu atlikumam programmā {0} pieskaitīta fiksēta maksa {1} ({2})."),
    /// The program. Whoever applies chooses a name: it stands in no subject.
    APPLIED_SUBJECT(
            "{0}: a new application", "{0}: בקשת הצטרפות חדשה", "{0}: یک درخواست تازه", "{0}: jauns pieteikums"),
    /// The program, the affiliate.
    APPLIED_TEXT(
            "{1} has applied to {0} and waits for your decision.",
            "הוגשה בקשה של {1} להצטרף אל {0}, והיא ממתינה להחלטתך.",
            "{1} برای {0} درخواست داده و منتظر تصمیم شماست.",
            "{1} ir pieteicies programmai {0} un gaida jūsu lēmumu."),
    INVITED_SUBJECT("{0} invites you", "הזמנה מאת {0}", "دعوت {0}", "{0} aicina jūs"),
    INVITED_TEXT(
            "You are invited to promote {0}. Sign in to read its terms and to accept.",
            "הוזמנת לקדם את {0}. יש להיכנס כדי לקרוא את התנאים ולקבל את ההזמנה.",
            "از شما برای معرفی {0} دعوت شده است. برای خواندن شرایط و پذیرفتن وارد شوید.",
            "Jūs esat aicināts reklamēt {0}. Piesakieties, lai izlasītu noteikumus un pieņemtu."),
    APPROVED_SUBJECT("{0} has approved you", "{0}: הבקשה אושרה", "{0} شما را پذیرفت", "{0}: pieteikums apstiprināts"),
    APPROVED_TEXT(
            "You are in {0} now: sign in and make your first link.",
            "הצטרפת אל {0}: אפשר להיכנס וליצור קישור ראשון.",
            "اکنون در {0} هستید: وارد شوید و نخستین پیوند خود را بسازید.",
            "Jūs tagad piedalāties programmā {0}: piesakieties un izveidojiet pirmo saiti."),
    REJECTED_SUBJECT(
            "{0} has not accepted your application",
            "{0}: הבקשה לא התקבלה", "{0} درخواست شما را نپذیرفت", "{0}: pieteikums nav pieņemts"),
    REJECTED_TEXT(
            "{0} has decided not to accept your application.",
            "הוחלט ב-{0} שלא לקבל את בקשתך.",
            "{0} تصمیم گرفته درخواست شما را نپذیرد.",
            "{0} ir nolēmusi jūsu pieteikumu nepieņemt."),
    /// The program.
    OPENED_SUBJECT("{0}: a new dispute", "{0}: מחלוקת חדשה", "{0}: یک اعتراض تازه", "{0}: jauns strīds"),
    /// The program, the affiliate.
    OPENED_TEXT(
            "{1} disputes a commission in {0}. Rule on it within 30 days.",
            "הוגשה השגה של {1} על עמלה בתוכנית {0}. יש להכריע בתוך 30 יום.",
            "{1} به یک کمیسیون در {0} اعتراض کرده است. ظرف ۳۰ روز تصمیم بگیرید.",
            "{1} apstrīd komisiju programmā {0}. Izlemiet 30 dienu laikā."),
    SILENT_SUBJECT(
            "{0}: clicks come, orders do not",
            "{0}: יש קליקים, ואין הזמנות", "{0}: کلیک می‌آید، سفارش نه", "{0}: klikšķi nāk, pasūtījumi ne"),
    SILENT_TEXT(
            "Since the last order, links of {0} had {1} clicks: more than three times as many as ever lately. Perhaps"
                    + " your shop does not report its orders any more. Orders that are sent later count as well.",
            "מאז ההזמנה האחרונה היו בקישורים של {0} {1} קליקים: יותר מפי שלושה מכל מה שהיה לאחרונה. ייתכן שהחנות שלכם"
                    + " אינה מדווחת עוד על הזמנות. גם הזמנות שיישלחו מאוחר יותר נספרות.",
            "از آخرین سفارش تاکنون پیوندهای {0} {1} کلیک داشته‌اند: بیش از سه برابر هر فاصله‌ای در این روزها. شاید"
                    + " فروشگاه شما دیگر سفارش‌ها را گزارش نمی‌کند. سفارش‌هایی که دیرتر فرستاده شوند هم شمرده می‌شوند.",
            "Kopš pēdējā pasūtījuma programmas {0} saitēm bija {1} klikšķu: vairāk nekā trīsreiz tik, cik pēdējā laikā"
                    + " jebkad. Iespējams, jūsu veikals vairs neziņo par pasūtījumiem. Arī vēlāk nosūtītie tiek"
                    + " ieskaitīti."),
    RESUMED_SUBJECT(
            "{0}: orders come again", "{0}: ההזמנות חזרו", "{0}: سفارش‌ها دوباره می‌آیند", "{0}: pasūtījumi atkal nāk"),
    RESUMED_TEXT(
            "An order of {0} has come again. Please look whether those of the time between have all been sent.",
            "הגיעה שוב הזמנה של {0}. נא לבדוק אם כל ההזמנות מן הזמן שבינתיים נשלחו.",
            "دوباره سفارشی از {0} رسیده است. لطفاً ببینید آیا همهٔ سفارش‌های این فاصله فرستاده شده‌اند.",
            "Atkal saņemts programmas {0} pasūtījums. Lūdzu, pārbaudiet, vai nosūtīti visi starplaika pasūtījumi."),
    ESCALATED_SUBJECT(
            "{0}: a dispute waits for a ruling",
            "{0}: מחלוקת ממתינה להכרעה", "{0}: یک اعتراض منتظر تصمیم است", "{0}: strīds gaida lēmumu"),
    ESCALATED_TEXT(
            "Nobody has ruled on the dispute of {1} in {0} for 30 days. After 75 days it is accepted at the amount of"
                    + " the terms.",
            "במשך 30 יום לא הוכרעה המחלוקת של {1} בתוכנית {0}. אחרי 75 יום היא מתקבלת בסכום שלפי התנאים.",
            "۳۰ روز است که کسی دربارهٔ اعتراض {1} در {0} تصمیم نگرفته است. پس از ۷۵ روز با مبلغ شرایط پذیرفته می‌شود.",
            "30 dienas neviens nav izlēmis {1} strīdu programmā {0}. Pēc 75 dienām tas tiek pieņemts par noteikumu"
                    + " summu."),
    RULED_SUBJECT(
            "{0}: your dispute is decided",
            "{0}: המחלוקת שלך הוכרעה", "{0}: دربارهٔ اعتراض شما تصمیم گرفته شد", "{0}: jūsu strīds ir izlemts"),
    ACCEPTED_TEXT(
            "Your claim in {0} was accepted.",
            "הדרישה שלך בתוכנית {0} התקבלה.",
            "ادعای شما در {0} پذیرفته شد.",
            "Jūsu prasība programmā {0} ir pieņemta."),
    REJECTED_CLAIM_TEXT(
            "Your claim in {0} was not accepted.",
            "הדרישה שלך בתוכנית {0} לא התקבלה.",
            "ادعای شما در {0} پذیرفته نشد.",
            "Jūsu prasība programmā {0} nav pieņemta."),
    /// Whose webhook, the host.
    WEBHOOK_SUBJECT(
            "A webhook of {0} is switched off",
            "Webhook של {0} כובה", "یک وب‌هوک {0} خاموش شد", "Izslēgts {0} tīmekļa aizķeres punkts"),
    WEBHOOK_TEXT(
            "Calls to {1} were not taken for days, or it asked for no more. It is called again when you make it"
                    + " active.",
            "קריאות אל {1} לא התקבלו במשך ימים, או שהתבקש להפסיקן. הן יחודשו כשתוחזר לפעילות.",
            "فراخوانی‌های {1} روزها پذیرفته نشد، یا خواست که پایان یابد. وقتی فعالش کنید دوباره فراخوانده می‌شود.",
            "Izsaukumi uz {1} vairākas dienas netika pieņemti, vai arī tas lūdza tos pārtraukt. Tie atsāksies, kad to"
                    + " atkal ieslēgsiet."),
    /// The tenant, who.
    MEMBER_SUBJECT(
            "The members of {0} were changed", "החברים ב-{0} שונו", "اعضای {0} تغییر کردند", "Mainīti {0} dalībnieki"),
    /// The tenant, who, the role.
    ROLE_TEXT(
            "{1} has another role in {0} now: {2}.",
            "ל-{1} יש כעת תפקיד אחר ב-{0}: {2}.",
            "نقش {1} در {0} اکنون این است: {2}.",
            "{1} tagad ir cita loma pie {0}: {2}."),
    REMOVED_TEXT(
            "{1} is no member of {0} any more.",
            "{1} אינו נמנה עוד עם החברים ב-{0}.", "{1} دیگر عضو {0} نیست.", "{1} vairs nav {0} dalībnieks."),
    UNEXPECTED(
            "If you did not expect this, ask an owner at once.",
            "אם לא ציפית לכך, יש לפנות מיד לאחד הבעלים.",
            "اگر انتظارش را نداشتید، فوراً از یکی از مالکان بپرسید.",
            "Ja to negaidījāt, nekavējoties jautājiet kādam no īpašniekiem."),
    /// A reason, as somebody wrote it.
    REASON("Reason: {0}", "סיבה: {0}", "دلیل: {0}", "Iemesls: {0}"),
    OPT_OUT(
            "You get this as a member of {0}. Mail like this can be switched off in your settings there.",
            "ההודעה נשלחה אליך כחבר ב-{0}. אפשר לכבות הודעות כאלה בהגדרות שלך שם.",
            "این نامه را به عنوان عضو {0} می‌گیرید. می‌توانید در تنظیمات خود در آنجا آن را خاموش کنید.",
            "Jūs to saņemat kā {0} dalībnieks. Šādas vēstules var izslēgt savos iestatījumos tur.");

    private final String english;
    private final String hebrew;
    private final String persian;
    private final String latvian;

    NoticePhrase(String english, String hebrew, String persian, String latvian) {
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
