package dev.tributary.infrastructure.edge;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.change.IdempotencyKey;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The one place with key text: every item of the table, and who finds it how.
///
/// | pk | sk | item | read by |
/// | --- | --- | --- | --- |
/// | `L#{code}` | `-` | link | redirect (GetItem), api |
/// | `D#{link}` | `-` | the code of a link, by its id | api (GetItem) |
/// | `P#{program}` | `-` | program | redirect, api, jobs, payout (GetItem), postback, payout (BatchGetItem) |
/// | `P#{program}` | `POSTBACK` | what proves its postbacks | api (GetItem), postback (BatchGetItem) |
/// | `PC#{program}` | `{instant}` | call of a shop, and what was answered; TTL of 30 days | api (Query) |
/// | `P#{program}` | `T#{version}` | terms: one published version | commission, payout, jobs, api (GetItem) |
/// | `P#{program}` | `DEBTOR` | the account that its files are paid from, sealed | api, payout (GetItem) |
/// | `P#{program}` | `STRIPE` | the key of the merchant's account at Stripe, and what signs its events, sealed | api,
/// payout (GetItem) |
/// | `P#{program}` | `PAYPAL` | the app by which it pays at PayPal, sealed, and its webhook | api, payout (GetItem) |
/// | `P#{program}` | `DRAFT` | terms that are not published yet, one at a time | api (GetItem) |
/// | `P#{program}` | `C#{code}` | coupon | commission, api (GetItem), api (Query) |
/// | `P#{program}` | `X#{currency}#{date}` | merchant's own rate of a date | api (GetItem), api, commission (Query) |
/// | `P#{program}` | `HOSTS` | from which hosts images of its creatives may come | api (GetItem) |
/// | `P#{program}` | `FORM` | what it asks whoever applies, and which Agreement is in force | api (GetItem) |
/// | `P#{program}` | `AGREEMENT#{version}` | its Agreement, one version | api (GetItem) |
/// | `P#{program}` | `LISTED` | what the directory shows of it, while it is in it | api (BatchGetItem) |
/// | `P#{program}` | `APPLICATION#{affiliate}` | what an affiliate has answered | api (GetItem) |
/// | `X#ECB` | `{date}` | reference rates of a date, never changed | commission, jobs (Query) |
/// | `P#{program}` | `PURGE` | how far its purge is | api, jobs (GetItem), api (BatchGetItem); GSI2 while it runs |
/// | `N#{program}` | `{affiliate}` | enrollment | redirect, api, commission (GetItem), payout (BatchGetItem),
/// api, jobs, payout (Query) |
/// | `Y#{submission}` | `-` | what was submitted for a bounty, and its review | api (GetItem, BatchGetItem) |
/// | `Y#{creative}` | `-` | creative | api (GetItem, BatchGetItem) |
/// | `Y#{announcement}` | `-` | announcement | api (GetItem, BatchGetItem) |
/// | `Y#{announcement}` | `{affiliate}` | when that affiliate has read it | api (BatchGetItem) |
/// | `Y#{thread}` | `-` | thread: whose turn it is, who takes care, its last message | api (GetItem, BatchGetItem) |
/// | `Y#{thread}` | `MESSAGE#{number}` | message, never changed | api (Query, GetItem) |
/// | `Y#{thread}` | `READ#{side}` | up to which message that side has read | api (BatchGetItem) |
/// | `Y#{thread}` | `PARTY` | that an affiliate takes part, for its list | api (BatchGetItem) |
/// | `DS#{dispute}` | `-` | dispute: the claim, and how it was ruled | api, jobs (GetItem), api (BatchGetItem); GSI2
/// while time will escalate or accept it |
/// | `DS#{dispute}` | `PARTY` | that an affiliate opened it, for its list | api (BatchGetItem) |
/// | `DS#{program}#{affiliate}` | `-` | an affiliate's open disputes, and accepted ones | api, jobs (GetItem) |
/// | `W#{program}` | `-` | how far fees and boards are decided | api, jobs (GetItem); GSI2 until its next day begins |
/// | `W#{program}` | `{bonus}#{period}` | who leads a board | api, jobs (GetItem) |
/// | `W#{program}` | `CLICKS`, `FLOW` | that an override has a tier by clicks; how orders come | api, jobs (GetItem) |
/// | `Z#{award}` | `-` | prize without cash, and how far its fulfilment is | commission, api (GetItem), api
/// (BatchGetItem) |
/// | `M#{merchant}` | `-` | merchant | api (GetItem) |
/// | `F#{affiliate}` | `-` | affiliate | commission, api (GetItem), payout (BatchGetItem) |
/// | `F#{affiliate}` | `METHOD` | payout method, its destination sealed | api (GetItem), api, payout (BatchGetItem) |
/// | `M#{merchant}`, `F#{affiliate}` | `WEBHOOKS` | all its endpoints, their secrets sealed | commission, payout, api,
/// notification (GetItem) |
/// | `H#{endpoint or person}` | `{notice}` | delivery by call or by mail: the notice, its attempts; TTL | notification,
/// api (GetItem), api (Query); GSI2 while it is pending |
/// | `H#{endpoint}#STATE` | `-` | since when an endpoint takes nothing, when it was tried last; TTL | notification
/// (GetItem) |
/// | `I#{key hash}` | `-` | API key: its tenant, scopes and maker | api (GetItem), api, payout (BatchGetItem) |
/// | `I#{link hash}` | `LINK` | sign-in link: whom it signs in, whether it was used; TTL | api (GetItem) |
/// | `I#{session hash}` | `SESSION` | session: its person, last use, end; TTL | api (GetItem, BatchGetItem) |
/// | `I#{person}` | `LINKS` | how many links and invitations went to a person in an hour; TTL | api (GetItem) |
/// | `I#{program}` | `APPLIED#{date}` | how many applications to it were mailed on a day; TTL | api (GetItem) |
/// | `T#{tenant}` | `-` | how many members and owners there are | api (GetItem) |
/// | `T#{tenant}` | `{person}` | member: address, name, role | api (GetItem, BatchGetItem, Query), payout (GetItem) |
/// | `T#{merchant}` | `AGENCY#{agency}` | what an agency may do for it | api (GetItem, Query) |
/// | `C#{program}#{minute}#{shard}` | `{uuid}` | chunk of clicks | commission, api, jobs (Query) |
/// | `Q#{program}` | `S{minute}#{shard}` | mark of a slice | jobs (GetItem); GSI2 while something is to roll up |
/// | `Q#{program}` | `H{hour}` | mark of an hour | jobs (GetItem), api, jobs (Query); GSI2 until it is merged |
/// | `Q#{program}` | `D{date}` | mark of a day whose clicks are to be paid | jobs (GetItem); GSI2 until it is closed |
/// | `S#{program}#{hour}` | `M{minute}#{shard}#{part}` | counts of one slice | jobs, api (Query) |
/// | `S#{program}#{hour}` | `D{dimension}#{part}` | the hour's merged counts | api, jobs (BatchGetItem, Query) |
/// | `B#{program}#{c, s or u}#{whom}` | `-` | whom a customer or subscription is bound to; TTL | commission (GetItem) |
/// | `V#{program}#{visitor tag}` | `-` | clicks of a visitor who agreed to be known again; TTL | click, commission
/// (GetItem) |
/// | `O#{program}#{order}` | `{event}` | order: what became of one (program, order, event) | postback, api, commission,
/// payout (GetItem), api, jobs (BatchGetItem), api (Query); GSI2 while something waits in it |
/// | `A#{program}#{affiliate}#{currency}` | `-` | account: balances and version | commission, payout, api
/// (GetItem), payout, api, jobs (BatchGetItem); GSI2 while something is to be released |
/// | `A#{program}#{affiliate}#{currency}` | `E#{sequence}` | entry: its text and its hash | commission, api, payout,
/// jobs (Query), api (BatchGetItem) |
/// | `J#{decision}` | `-` | decision about money: its content, and what became of it | api, commission, jobs (GetItem),
/// api, jobs, payout (BatchGetItem); GSI2 until it is posted or refused |
/// | `G#{back-test}` | `-` | back-test: its terms, progress; TTL | api, jobs (GetItem), api
/// (BatchGetItem); GSI2 while it runs |
/// | `M#{merchant}` | `BACKTESTS`, `PURGES` | which of its back-tests may run; its purges of a day | api (GetItem) |
/// | `G#{back-test}` | `{affiliate}` | row of a back-test, counters in it; TTL | jobs (BatchGetItem), api (Query) |
/// | `E#{export}` | `-` | export of books: sums, files | api, jobs (GetItem), api (BatchGetItem); GSI2 while it runs |
/// | `E#{export}` | `LIST` | export of a list; TTL | api, jobs (GetItem), api (BatchGetItem); GSI2 while it runs |
/// | `E#{export}` | `PIECE#{number}` | lines that were read for it, until they stand in files; TTL | jobs (GetItem) |
/// | `E#{import}` | `-` | import: how far it is, what it counts; TTL | api, jobs (GetItem), api
/// (BatchGetItem); GSI2 while it is done |
/// | `E#{import}` | `ROWS#{chunk}` | rows of its file, no address in them; TTL | jobs (GetItem) |
/// | `E#{import}` | `REPORT#{chunk}` | what became of them; TTL | api, jobs (GetItem) |
/// | `M#{merchant}` | `F#{hash}` | affiliate of an import, by the merchant's own name of it | jobs (GetItem) |
/// | `K#{tenant}#{key hash}` | `-` | call with an idempotency key, or its answer; TTL of 24 hours | api (PutItem) |
/// | `U#{tenant}` | `{instant}#{id}` | audit event | api, jobs (Query) |
/// | `P#{program}` | `PAYOUT` | payout policy: schedule and approvals | payout, api (GetItem, BatchGetItem); GSI2 while
/// one is scheduled |
/// | `R#{run}` | `-` | payout run: state, progress, sums, approvals | payout, api, jobs (GetItem,
/// BatchGetItem); GSI2 while there is something to do |
/// | `R#{run}#{attempt}#{bucket}` | `{affiliate}` | row of a plan, which becomes the payout; in no index | payout, api,
/// jobs (Query, GetItem) |
/// | `R#{run}#{attempt}#{bucket}` | `FILE#{number}` | what a file holds, in order | payout, api (GetItem) |
/// | `M#{merchant}` | `APPROVED#{date}#{currency}` | what was approved on a day (UTC) | payout, api (GetItem) |
///
/// | index | pk | sk | finds |
/// | --- | --- | --- | --- |
/// | GSI1 | `N#{program}` | `{affiliate}#{code}` | links of a program; by prefix, of an enrollment |
/// | GSI1 | `M#{merchant}` | `P#{program}` | programs of a merchant |
/// | GSI1 | `M#{merchant}` | `PURGE#{program}` | purges of a merchant that run |
/// | GSI1 | `P#LISTED` | `P#{program}` | programs in the directory |
/// | GSI1 | `F#{affiliate}` | `N#{program}` | enrollments of an affiliate |
/// | GSI1 | `P#{program}#{yyyymm}` | `{occurred_at}#{conversion}` | conversions of a month (UTC), with their figures |
/// | GSI1 | `P#{program}#K` | `{yyyymm}#{affiliate}#{dd}` | entries of days of clicks |
/// | GSI1 | `I#{tenant}` | `{key id}` | API keys of a tenant |
/// | GSI1 | `I#{person}` | `ses_{created}_{session id}` | sessions of a person that have not been ended |
/// | GSI1 | `T#{person}` | `T#{tenant}` | where a person belongs |
/// | GSI1 | `T#{agency}` | `AGENCY#{merchant}` | merchants that an agency may act for |
/// | GSI1 | `P#{program}#J` | `J#{decided_at}#{decision}` | decisions about money |
/// | GSI1 | `P#{program}#W` | `J#{decided_at}#{decision or award}` | those by terms alone, and prizes without cash |
/// | GSI1 | `P#{program}#Y` | `Y#{submitted_at}#{submission}` | submissions of a program |
/// | GSI1 | `P#{program}#T` | `CREATIVE#{time, the later the less}#{creative}` | creatives of a program |
/// | GSI1 | `P#{program}#T` | `ANNOUNCEMENT#{time, the later the less}#{announcement}` | announcements of a program |
/// | GSI1 | `P#{program}#T` | `THREAD#{time, the later the less}#{thread}` | threads of a program |
/// | GSI1 | `F#{affiliate}` | `THREAD#{time, the later the less}#{thread}` | threads of an affiliate |
/// | GSI1 | `P#{program}#D` | `DS#{time, the later the less}#{dispute}` | disputes of a program |
/// | GSI1 | `F#{affiliate}` | `DS#{time, the later the less}#{dispute}` | disputes of an affiliate |
/// | GSI1 | `P#{program}#G` | `G#{time, the later the less}#{back-test}` | back-tests of a program, the newest first |
/// | GSI1 | `P#{program}#E` | `E#{time, the later the less}#{export}` | exports of a program, the newest first |
/// | GSI1 | `E#{tenant}` | `E#{time, the later the less}#{export}` | exports of lists that a tenant asked for |
/// | GSI1 | `P#{program}#I` | `I#{time, the later the less}#{import}` | imports of a program, the newest first |
/// | GSI1 | `P#{program}#R` | `R#{time, the later the less}#{run}` | payout runs of a program, the newest first |
/// | GSI2 | `slice#{bucket}`, `hour#{bucket}`, `day#{bucket}`, `order#{bucket}`, `release#{bucket}`, `decision#0`,
/// `fees#0`, `dispute#0`, `backtest#0`, `export#0`, `list#0`, `import#0`, `purge#0`, `delivery#0`,
/// `run#{bucket}`, `policy#{bucket}` | due instant, then the item's own key | what is due |
public final class Keys {
    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String GSI1 = "gsi1";
    public static final String GSI1_PK = "gsi1pk";
    public static final String GSI1_SK = "gsi1sk";
    public static final String GSI2 = "gsi2";
    public static final String GSI2_PK = "gsi2pk";
    public static final String GSI2_SK = "gsi2sk";
    /// Seconds since the epoch; DynamoDB deletes the item some time after.
    public static final String TTL = "ttl";
    /// Sort key of an item that stands alone in its partition.
    public static final String SOLE = "-";
    /// What sort keys in a list of programs, of enrollments, by affiliate begin with.
    public static final String PROGRAMS = "P#";
    public static final String ENROLLMENTS = "N#";
    public static final String AFFILIATES = "aff_";
    /// What the partition keys of orders, accounts, affiliates and chunks of clicks begin with.
    public static final String ORDERS = "O#";
    public static final String ACCOUNTS = "A#";
    public static final String OF_AFFILIATES = "F#";
    public static final String CHUNKS = "C#";
    /// The partition of the reference rates, and what the sort keys of merchants' rates begin with.
    public static final String REFERENCE_RATES = "X#ECB";
    public static final String MERCHANT_RATES = "X#";

    private Keys() {}

    public static String link(LinkCode code) {
        return "L#" + code;
    }

    public static String program(ProgramId program) {
        return "P#" + program;
    }

    /// In the program's partition: what proves its postbacks.
    public static final String POSTBACK = "POSTBACK";

    public static String visitor(Visitor visitor) {
        return "V#" + visitor.program() + "#" + Long.toHexString(visitor.tag());
    }

    /// A customer, a subscription, or a customer's subscriptions without an id, by a letter each.
    public static String binding(ProgramId program, BindingKey key) {
        return "B#" + program + "#"
                + switch (key) {
                    case BindingKey.OfCustomer of -> "c" + "#" + of.customer();
                    case BindingKey.OfSubscription of -> "s" + "#" + of.subscription();
                    case BindingKey.OfUnnamedSubscription of -> "u" + "#" + of.customer();
                };
    }

    public static String order(ConversionKey key) {
        return "O#" + key.program() + "#" + key.order();
    }

    /// One order may be rewarded for several events.
    public static String orderEvent(ConversionKey key) {
        return key.event().text();
    }

    /// The order of an item's key.
    /// @throws IllegalArgumentException for a key that no order has
    public static ConversionKey orderOf(String pk, String sk) {
        // An order id may hold the sign that parts are joined by.
        String[] parts = pk.split("#", 3);
        if (parts.length != 3 || !parts[0].equals("O")) {
            throw new IllegalArgumentException("no key of an order: " + pk + " / " + sk);
        }
        return new ConversionKey(ProgramId.of(parts[1]), new OrderId(parts[2]), new EventName(sk));
    }

    /// GSI1 of orders with a sale: their program and the month in which it occurred, in UTC.
    public static String conversions(ProgramId program, YearMonth month) {
        return String.format(Locale.ROOT, "P#%s#%04d%02d", program, month.getYear(), month.getMonthValue());
    }

    /// GSI1 of orders, within their month.
    public static String conversionAt(Instant occurredAt, ConversionId conversion) {
        return conversionsFrom(occurredAt) + "#" + conversion;
    }

    /// When the sale of an order occurred, by its place within its month.
    public static Instant occurredAt(String conversionAt) {
        return Instant.parse(conversionAt.substring(0, conversionAt.indexOf('#')));
    }

    /// What the sort keys of orders of an instant begin with; texts stand in the order of instants.
    public static String conversionsFrom(Instant occurredAt) {
        return sortable(occurredAt);
    }

    /// Texts in the order of time: what happened then, or later, stands behind it.
    public static String sortable(Instant instant) {
        String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return seconds.substring(0, seconds.length() - 1) + String.format(Locale.ROOT, ".%09dZ", instant.getNano());
    }

    public static String terms(int version) {
        return String.format(Locale.ROOT, "T#%06d", version);
    }

    /// In the program's partition: its terms that are not published yet.
    public static final String DRAFT = "DRAFT";

    /// What the sort keys of coupons begin with.
    public static final String COUPONS = "C#";

    public static String coupon(CouponCode code) {
        return COUPONS + code;
    }

    public static String account(AccountKey key) {
        return "A#" + key.program() + "#" + key.affiliate() + "#" + key.currency();
    }

    /// What the sort keys of entries begin with.
    public static final String ENTRIES = "E#";

    /// In an account's partition; texts stand in the order of the numbers.
    public static String entry(long sequence) {
        return String.format(Locale.ROOT, "E#%012d", sequence);
    }

    /// What the partition keys of decisions begin with, and their places in the list of a program.
    public static final String DECISIONS = "J#";

    public static String decision(AdjustmentId decision) {
        return DECISIONS + decision;
    }

    /// GSI1 of decisions: their program.
    public static String decisions(ProgramId program) {
        return "P#" + program + "#J";
    }

    /// GSI1 of decisions, within their program.
    public static String decisionAt(Instant decidedAt, AdjustmentId decision) {
        return DECISIONS + conversionsFrom(decidedAt) + "#" + decision;
    }

    public static String enrollments(ProgramId program) {
        return "N#" + program;
    }

    public static String enrollment(AffiliateId affiliate) {
        return affiliate.toString();
    }

    /// The code of a link, by its id.
    public static String linkId(LinkId link) {
        return "D#" + link;
    }

    /// GSI1 of links: their program.
    public static String linksIn(ProgramId program) {
        return "N#" + program;
    }

    /// GSI1 of links, within their program: what those of one affiliate begin with.
    public static String linksOf(AffiliateId affiliate) {
        return affiliate + "#";
    }

    /// GSI1 of links, within their program.
    public static String linkOf(AffiliateId affiliate, LinkCode code) {
        return affiliate + "#" + code;
    }

    /// GSI1 of enrollments: their affiliate; also the affiliate's own item.
    public static String affiliate(AffiliateId affiliate) {
        return "F#" + affiliate;
    }

    /// In an affiliate's partition: where its money goes.
    public static final String METHOD = "METHOD";

    /// The least key after this one and all that begin with it and a sign that keys hold: `!` sorts
    /// before each of them.
    public static String after(String key) {
        return key + "!";
    }

    /// Sorts after every key that begins with this text: `~` sorts behind all signs that keys hold.
    public static String endOf(String prefix) {
        return prefix + "~";
    }

    public static String merchant(MerchantId merchant) {
        return "M#" + merchant;
    }

    public static String apiKey(String hash) {
        return "I#" + hash;
    }

    /// A call of a tenant with one of its API keys, or by one of its members, by a digest: a text may hold the sign
    /// that parts are joined by.
    public static String call(Tenant tenant, ActorId by, IdempotencyKey key) {
        return "K#" + tenant + "#" + Digest128.of(by.text(), key.text()).hex();
    }

    public static String auditEvents(Tenant tenant) {
        return "U#" + tenant;
    }

    /// In a tenant's audit log; texts stand in the order of time.
    public static String auditEvent(Instant at, AuditEventId id) {
        return sortable(at) + "#" + id;
    }

    /// What the ids of API keys begin with, which are their places in the list of a tenant.
    public static final String API_KEYS = "key_";

    /// GSI1 of API keys: their tenant.
    public static String apiKeys(Tenant tenant) {
        return "I#" + tenant;
    }

    public static String dueOrders(int bucket) {
        return "order#" + bucket;
    }

    /// One bucket: people decide them, and the other queues are longer.
    public static String dueDecisions() {
        return "decision#0";
    }

    public static String dueReleases(int bucket) {
        return "release#" + bucket;
    }

    /// Sort key of GSI2: `2026-11-22T10:15:00Z#Q#prg_...#S...`.
    /// @param due in whole seconds, so that texts stand in the order of their instants
    public static String due(Instant due, String pk, String sk) {
        return due + "#" + pk + "#" + sk;
    }

    /// Above every sort key that is due at `now`, below every later one: `$` follows `#`.
    public static String dueUntil(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS) + "$";
    }
}
