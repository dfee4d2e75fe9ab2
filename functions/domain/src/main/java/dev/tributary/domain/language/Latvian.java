package dev.tributary.domain.language;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;

/// Latvian, with a decimal comma. What is counted stands in the accusative, in which every pattern
/// takes it.
final class Latvian implements Language {
    @Override
    public String code() {
        return "lv";
    }

    @Override
    public String pattern(Phrase phrase) {
        return switch (phrase) {
            case LAST_CLICK -> "Tiek ieskaitīts pēdējais klikšķis pirms konversijas; tas ir spēkā {0}.";
            case FIRST_CLICK -> "Tiek ieskaitīts pirmais klikšķis pirms konversijas; tas ir spēkā {0}.";
            case LINEAR -> "Visi partneri, kuri atveduši klikšķi, dala vienādi; klikšķis ir spēkā {0}.";
            case POSITION ->
                "Pirmais un pēdējais partneris, kurš atvedis klikšķi, saņem pa 40 %, pārējie starp tiem dala atlikumu"
                        + " vienādi, divi saņem pa pusei; klikšķis ir spēkā {0}.";
            case COUPON_FIRST -> "Kuponam ir priekšroka pār klikšķi.";
            case CLICK_FIRST -> "Klikšķim ir priekšroka pār kuponu.";
            case CHECKOUT_SUPPRESSED -> "Klikšķis kanālā {0} pēc pirkuma noformēšanas sākuma netiek ieskaitīts.";
            case CHECKOUT_CUT ->
                "Klikšķis kanālā {0} pēc pirkuma noformēšanas sākuma patur {1} no savas daļas; pārējais pienākas"
                        + " citiem klikšķiem.";
            case TOO_FAST -> "Konversija, kas notiek ātrāk nekā {0} pēc klikšķa, tiek aizturēta pārbaudei.";
            case BOUND -> "Klients paliek piesaistīts tam, kuram ieskaitīta pirmā konversija: {0}.";
            case BOUND_MONTHS -> "uz {0}";
            case BOUND_CHARGES -> "uz {0}";
            case BOUND_MONTHS_AND_CHARGES -> "uz {0} un ne vairāk kā {1}";
            case BOUND_FOR_GOOD -> "bez termiņa";
            case REBOUND_BY_CLICK -> "Vēlāks klikšķis piesaistīto klientu pārņem.";
            case UNDER_CLICK -> "Par klikšķi maksā pēc noteikumiem, kas ir spēkā klikšķa brīdī.";
            case UNDER_CONVERSION -> "Par klikšķi maksā pēc noteikumiem, kas ir spēkā konversijas brīdī.";
            case RULES_IN_ORDER -> "No šiem nosacījumiem katrai pasūtījuma rindai maksā pirmais, kas atbilst.";
            case RULE -> "Nosacījums „{0}”: {1}.";
            case RULE_IF -> "Nosacījums „{0}”, {1}: {2}.";
            case RULE_HOLD -> "Nosacījuma „{0}” komisijas tiek aizturētas {1}.";
            case OWN_PAY -> "Nosacījumu maksājuma vietā ir jūsu pašu maksājums: {0}.";
            case OWN_LINK_PAY -> "Par klikšķi, kas veikts caur saiti {0}, maksā citādi: {1}.";
            case IF_EVENTS -> "notikumam {0}";
            case IF_DATES -> "no {0} līdz {1}";
            case IF_FIRST_DATE -> "no {0}";
            case IF_LAST_DATE -> "līdz {0}";
            case IF_DAYS -> "šādās dienās: {0}";
            case IF_HOURS -> "no plkst. {0} līdz {1}";
            case IF_GROUPS -> "partneriem grupā {0}";
            case IF_CHANNELS -> "kanālā {0}";
            case IF_COUPON -> "ar kuponu";
            case IF_COUPONS -> "ar kuponu {0}";
            case IF_PRODUCTS -> "precei {0}";
            case IF_CATEGORIES -> "kategorijai {0}";
            case IF_NEW_CUSTOMER -> "jauniem klientiem";
            case IF_RETURNING_CUSTOMER -> "esošajiem klientiem";
            case IF_COUNTRIES -> "klientiem valstī {0}";
            case IF_DEVICES -> "ar klikšķi ierīcē {0}";
            case IF_AMOUNT -> "pasūtījumiem no {0} līdz {1}";
            case IF_LEAST_AMOUNT -> "pasūtījumiem no {0}";
            case IF_MOST_AMOUNT -> "pasūtījumiem līdz {0}";
            case PERCENT -> "{0}";
            case FIXED -> "{0} par konversiju";
            case FIXED_AND_PERCENT -> "{0} par konversiju un {1}";
            case PER_ITEM -> "{0} par preci";
            case STAGE -> "{0} uz {1}";
            case STAGE_THEN -> "{0}, pēc tam {1}";
            case STAGES_END -> "nekas";
            case TIERS_MARGINAL -> "pēc rādītāja „{0}” {1}: {2}, katra daļa pēc savas pakāpes";
            case TIERS_RETROACTIVE -> "pēc rādītāja „{0}” {1}: {2}, viss pēc sasniegtās pakāpes";
            case FIRST_STEP -> "sākumā {0}";
            case STEP_ABOVE -> "{0} virs {1}";
            case STEP_FROM -> "{0}, sākot no {1}";
            case LEAST -> "Par konversiju, par kuru vispār maksā, maksā vismaz {0}.";
            case MOST -> "Par konversiju maksā ne vairāk kā {0}.";
            case LEAST_AND_MOST -> "Par konversiju, par kuru vispār maksā, maksā vismaz {0} un ne vairāk kā {1}.";
            case CAP -> "Visi nosacījumi kopā maksā ne vairāk kā {0} {1}.";
            case CAP_OF_RULE -> "Nosacījums „{0}” maksā ne vairāk kā {1} {2}.";
            case CLICK_PAY -> "Par katru derīgu klikšķi: {0}.";
            case CLICK_PAY_CAPPED -> "Par katru derīgu klikšķi: {0}, bet ne vairāk kā par {1} dienā.";
            case CLICK_PAY_GROUPS -> "Par klikšķiem maksā partneriem grupā {0}.";
            case SIGNING_BONUS -> "Bonuss „{0}”: {1}, vienreiz, par apstiprināšanu.";
            case FIRST_SALE_BONUS -> "Bonuss „{0}”: {1}, vienreiz, par pirmo pārdošanu.";
            case MILESTONE -> "Bonuss „{0}”: {1}, kad rādītājs „{3}” {4} sasniedz {2}.";
            case FLAT_FEE -> "Maksa „{0}”: {1} {2}, izmaksājama pēc tam.";
            case FLAT_FEE_FROM -> "Maksa „{0}”: {1} {2}, izmaksājama pēc tam, sākot no {3}.";
            case FLAT_FEE_UNTIL -> "Maksa „{0}”: {1} {2}, izmaksājama pēc tam, līdz {3}.";
            case FLAT_FEE_BETWEEN -> "Maksa „{0}”: {1} {2}, izmaksājama pēc tam, no {3} līdz {4}.";
            case BOUNTY -> "Atlīdzība „{0}”: {1}, vienreiz, par pieņemto: {2}.";
            case BOUNTY_UNTIL -> "Atlīdzība „{0}”: {1}, vienreiz, par pieņemto: {2}; iesniegšana līdz {3}.";
            case LEADERBOARD -> "Bonuss „{0}”: {1} katram no pirmajiem {2} pēc rādītāja „{3}” {4}.";
            case BONUS_GROUPS -> "Bonuss „{0}” ir partneriem grupā {1}.";
            case MILESTONE_REACHED ->
                "Bonuss „{0}” par {1}: {2}, rādītājs „{3}”, bija vajadzīgs {4}; {5} pēc noteikumu {6}. versijas.";
            case MILESTONE_OPEN -> "Bonuss „{0}” par {1}: līdz šim {2}, rādītājs „{3}”; par {4} pienākas {5}.";
            case MILESTONE_WON -> "Bonuss „{0}” par {1}: vismaz {2}, rādītājs „{3}”; {4} pēc noteikumu {5}. versijas.";
            case SIGNING_GIVEN -> "Bonuss „{0}”: {1} par apstiprināšanu, pēc noteikumu {2}. versijas.";
            case FIRST_SALE_GIVEN -> "Bonuss „{0}”: {1} par pirmo pārdošanu, pēc noteikumu {2}. versijas.";
            case FEE_GIVEN -> "Maksa „{0}” par {1}: {2} pēc noteikumu {3}. versijas, kas bija spēkā tās sākumā.";
            case BOUNTY_GIVEN -> "Atlīdzība „{0}”: {1} par „{2}”, pēc noteikumu {3}. versijas.";
            case LEADER_GIVEN ->
                "Bonuss „{0}” par {1}: {2} par {3}. vietu, {4}, rādītājs „{5}”, pēc noteikumu {6}. versijas.";
            case BONUS_WAITS -> "Tas kļūst pieejams {0}.";
            case BONUS_RELEASED -> "Tas kļuva pieejams {0}.";
            case BONUS_LOST -> "Tas tika sasniegts un pirms pieejamības atkal zaudēts.";
            case PRIZE_GIFT -> "dāvana „{0}”";
            case PRIZE_EVENT -> "ielūgums „{0}”";
            case PRIZE_RECOGNITION -> "publiska atzinība „{0}”";
            case PRIZE_WORTH -> "{0} ({1} vērtībā)";
            case PRIZE_WAITS -> "Tas būs drošs no {0}.";
            case PRIZE_CERTAIN -> "Tas ir drošs kopš {0}.";
            case PRIZE_KEPT -> "Rādītājs vēlāk samazinājās; jau nodotais netiek atņemts.";
            case HOLD -> "Komisija tiek aizturēta {0} no konversijas brīža.";
            case NO_HOLD -> "Komisija netiek aizturēta.";
            case APPROVED_BY_TIME -> "Neapstiprināta konversija tiek apstiprināta pati, kad beidzas aizturēšana.";
            case APPROVED_BY_HAND ->
                "Neapstiprināta konversija gaida tirgotāja lēmumu un pēc tam, kad pagājis laiks ({0}), tiek"
                        + " apstiprināta pati.";
            case MINIMUM -> "Atlikums tiek izmaksāts, sākot no {0}.";
            case NO_MINIMUM -> "Atlikums tiek izmaksāts neatkarīgi no tā lieluma.";
            case PAID_WITHIN -> "Komisijas izmaksas termiņš no konversijas brīža: {0}.";
            case ADDED -> "Jauns: {0}";
            case REMOVED -> "Vairs nav: {0}";
            case CHANGED -> "Mainīts: {0} Iepriekš: {1}";
            case RULE_PAYS_NOW -> "Nosacījums „{0}” maksā {1}; iepriekš {2}.";
            case RULES_REORDERED -> "Nosacījumi ir citā secībā: {0}.";
            case EARNED -> "{0}, pēc noteikumu {2}. versijas nosacījuma „{1}”, {3}: {4}.";
            case EARNED_NOTHING -> "Nosacījumam „{0}” vairs nepienākas neviena pasūtījuma rinda: {1}.";
            case CLICKS_EARNED ->
                "{0} par katru derīgu klikšķi, kopā par {1} ({2}), pēc noteikumu {4}. versijas nosacījuma „{3}”: {5}.";
            case CLICKS_UNPAID -> "Derīgi klikšķi: {0}; dienas limits apmaksā {1}.";
            case PAID_PERCENT -> "{0} no {1}";
            case PAID_FIXED -> "{0} par pasūtījumu, kura bāze ir {1}";
            case PAID_FIXED_AND_PERCENT -> "{0} un {1} no {2}";
            case PAID_PER_ITEM -> "{0} par katru vienību, kopā {1}";
            case PAID_PLUS -> "{0} un vēl {1}";
            case BASE_LESS -> "{0} ({1} bez {2})";
            case BASE_OF -> "{0} ({1})";
            case DISCLOSURE -> "Reklāma: ja pērkat, izmantojot šo saiti, es varu saņemt komisiju.";
            case LESS_TAX -> "nodokļa {0}";
            case LESS_SHIPPING -> "piegādes {0}";
            case LESS_FEE -> "maksām {0}";
            case FOR_CLICK -> "par {0} klikšķi";
            case FOR_COUPON -> "par kuponu {0}";
            case FOR_BINDING -> "par klientu, kas piesaistīts kopš {0}";
            case FOR_RULING -> "par pasūtījumu, ko piešķīra strīda {0} lēmums";
            case FOR_STATED -> "par pasūtījumu, kāds tas norādīts";
            case ROUNDED -> "{0} ({1}, noapaļots uz augšu no puses)";
            case ROUNDED_TOGETHER -> "{0} ({1}, noapaļots kopā ar pārējām šīs konversijas komisijām)";
            case EXCHANGED_AT_ECB -> "Konvertēts pēc kursa 1 {0} = {1} {2}, Eiropas Centrālās bankas {3} kurss.";
            case EXCHANGED_AT_OWN_RATE -> "Konvertēts pēc kursa 1 {0} = {1} {2}, tirgotāja {3} kurss.";
            case OWN_PAY_STANDS -> "Nosacījuma maksājuma vietā ir paša partnera maksājums.";
            case TIER_STOOD -> "Pirms tam pakāpei bija uzskaitīts rādītājs „{0}” {1}: {2}.";
            case TIER_REACHED -> "Maksā pēc sasniegtās pakāpes, rādītājs „{0}” {1}: {2}.";
            case STAGED_SINCE -> "Posmi tiek skaitīti no pirmā maksājuma {0}.";
            case RAISED_TO_LEAST -> "{0} palielināts līdz {1} atbilstoši konversijas minimumam.";
            case LOWERED_TO_MOST -> "{0} samazināts līdz {1} atbilstoši konversijas maksimumam.";
            case SHARED -> "Partnera daļa ir {0}: {1}.";
            case CAPPED -> "Griesti no {1} atstāja {0}.";
            case REVERSED -> "No tā atgriezts: {0}.";
            case HELD_TOO_FAST -> "Tā notika tik drīz pēc klikšķa, ka ir aizturēta pārbaudei.";
            case CUT_AFTER_CHECKOUT -> "Daļa ir samazināta, jo klikšķis notika pēc pirkuma noformēšanas sākuma.";
            case OTHERS_CUT_AFTER_CHECKOUT ->
                "Cita partnera klikšķis notika pēc pirkuma noformēšanas sākuma un tiek ieskaitīts mazāk vai nemaz.";
            case KNOWN_BY_ONE_TOUCH -> "Par šo apmeklētāju nav zināms neviens cits klikšķis.";
            case CHECKOUT_TIME_IGNORED ->
                "Pirkuma noformēšanas sākums nebija 24 stundu laikā pirms konversijas un netika ņemts vērā.";
        };
    }

    /// One for 1, 21, 101, not for 11 (Unicode CLDR, plural rules of `lv`).
    @Override
    public String count(long number, Unit unit) {
        boolean one = number % 10 == 1 && number % 100 != 11;
        return number + " "
                + switch (unit) {
                    case SECOND -> one ? "sekundi" : "sekundes";
                    case DAY -> one ? "dienu" : "dienas";
                    case MONTH -> one ? "mēnesi" : "mēnešus";
                    case CHARGE -> one ? "maksājumu" : "maksājumus";
                    case CLICK -> one ? "klikšķi" : "klikšķiem";
                    case ITEM -> one ? "vienību" : "vienības";
                };
    }

    @Override
    public String decimal(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    @Override
    public String or() {
        return " vai ";
    }

    @Override
    public String and() {
        return " un ";
    }

    @Override
    public String day(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> "pirmdiena";
            case TUESDAY -> "otrdiena";
            case WEDNESDAY -> "trešdiena";
            case THURSDAY -> "ceturtdiena";
            case FRIDAY -> "piektdiena";
            case SATURDAY -> "sestdiena";
            case SUNDAY -> "svētdiena";
        };
    }

    @Override
    public String channel(ChannelKind kind) {
        return switch (kind) {
            case WEBSITE -> "tīmekļa vietne";
            case INSTAGRAM -> "Instagram";
            case YOUTUBE -> "YouTube";
            case TIKTOK -> "TikTok";
            case NEWSLETTER -> "jaunumu vēstule";
            case PODCAST -> "podkāsts";
            case COUPON_SITE -> "kuponu vietne";
            case CASHBACK -> "naudas atmaksa";
            case BROWSER_EXTENSION -> "pārlūka paplašinājums";
            case APP -> "lietotne";
            case OTHER -> "cits";
        };
    }

    @Override
    public String device(Device device) {
        return switch (device) {
            case DESKTOP -> "dators";
            case MOBILE -> "tālrunis";
            case TABLET -> "planšete";
            case OTHER -> "cita ierīce";
        };
    }

    @Override
    public String measure(Measure measure) {
        return switch (measure) {
            case REVENUE -> "ieņēmumi";
            case CONVERSIONS -> "konversijas";
            case NEW_CUSTOMERS -> "jauni klienti";
            case QUALIFIED_CLICKS -> "derīgi klikšķi";
        };
    }

    @Override
    public String period(Period.Length period) {
        return switch (period) {
            case DAY -> "dienā";
            case MONTH -> "mēnesī";
            case QUARTER -> "ceturksnī";
            case YEAR -> "gadā";
            case EVER -> "kopā";
        };
    }

    @Override
    public String entry(Cause.Kind kind) {
        return switch (kind) {
            case ACCRUE -> "Komisija nopelnīta";
            case REVERSE -> "Komisija atņemta";
            case REINSTATE -> "Komisija atdota";
            case UPDATE -> "Komisija mainīta līdz ar pasūtījumu";
            case VALIDATE -> "Komisija apstiprināta vai gaida";
            case TIER -> "Komisija pārcelta uz citu līmeni";
            case CLICKS -> "Dienas klikšķi apmaksāti";
            case RELEASE -> "Gaidīšanas laiks beidzies: tagad pieejams";
            case REVIEW -> "Pārbaudē vai atbrīvots no tās";
            case ADJUST -> "Cilvēka veikts labojums";
            case BONUS -> "Bonuss nopelnīts";
            case BONUS_LOST -> "Bonuss zaudēts pirms atbrīvošanas";
            case FLAT_FEE -> "Fiksēta maksa";
            case RESERVE -> "Rezervēts izmaksai";
            case SETTLE -> "Izmaksāts";
            case FAIL -> "Izmaksa neizdevās: atkal pieejams";
            case RETURN -> "Izmaksa atgriezās: atkal pieejams";
            case WRITE_OFF -> "Parāds norakstīts";
        };
    }

    @Override
    public String statement(StatementWord word) {
        return switch (word) {
            case STATEMENT -> "Pārskats";
            case PROGRAM -> "Programma";
            case AFFILIATE -> "Partneris";
            case MONTH -> "Mēnesis";
            case TIME_ZONE -> "Laika josla";
            case CURRENCY -> "Valūta";
            case FINAL -> "Galīgs";
            case NOT_FINAL -> "Vēl var mainīties";
            case POSTED -> "Grāmatots";
            case ENTRY -> "Ieraksts";
            case PENDING -> "Gaida";
            case HELD -> "Aizturēts";
            case AVAILABLE -> "Pieejams";
            case IN_FLIGHT -> "Ceļā";
            case RECEIVABLE -> "Parāds";
            case OPENING -> "Sākuma atlikums";
            case CLOSING -> "Beigu atlikums";
        };
    }
}
