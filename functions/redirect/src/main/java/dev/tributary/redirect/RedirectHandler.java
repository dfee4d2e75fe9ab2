package dev.tributary.redirect;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Landing;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.edge.Cache;
import dev.tributary.infrastructure.edge.Cache.Known;
import dev.tributary.infrastructure.edge.ClickSender;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.FallbackLog;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.edge.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// GET and HEAD /r/{code}. A shopper is answered whenever the link is known, though the table or
/// the queue be down: the click then waits in the fallback log.
public final class RedirectHandler implements RequestStreamHandler {
    private static final int MAX_LINKS = 100_000;
    private static final int MAX_PROGRAMS = 2_000;
    /// A link's program and enrollment are there, but for a moment: hardly any is kept as absent.
    private static final int MAX_ABSENT = 1_000;

    private record Enrolled(ProgramId program, AffiliateId affiliate) {}

    private final Clock clock;
    private final KnownLinks links;
    private final Cache<ProgramId, Program> programs;
    private final Cache<Enrolled, Enrollment> enrollments;
    private final KeyRings keys;
    private final ClickSender sender;
    private final FallbackLog fallback;
    private final Clicks clicks = new Clicks(new UserAgents());
    // Seeded from the system at each use, so a snapshot holds nothing that two copies would share.
    private final SecureRandom random = new SecureRandom();

    public RedirectHandler() {
        this(Environment.ofProcess());
    }

    public RedirectHandler(Environment environment) {
        SignedCalls calls = new SignedCalls(environment);
        TableReader table = new TableReader(calls, environment.variable("TABLE_NAME"));
        this.clock = environment.clock();
        this.links = new KnownLinks(
                code -> table.item(Keys.link(code), Keys.SOLE).map(Items::link), clock, MAX_LINKS, new Guesses());
        this.programs = new Cache<>(
                id -> table.item(Keys.program(id), Keys.SOLE).map(Items::program), clock, MAX_PROGRAMS, MAX_ABSENT);
        this.enrollments = new Cache<>(
                of -> table.item(Keys.enrollments(of.program), Keys.enrollment(of.affiliate))
                        .map(Items::enrollment),
                clock,
                MAX_LINKS,
                MAX_ABSENT);
        this.keys = new KeyRings(calls, environment);
        this.sender = new ClickSender(calls, environment.variable("CLICKS_QUEUE_URL"), clock, leaving(environment));
        this.fallback = new FallbackLog(System.out);
    }

    /// A standard Lambda calls this one click at a time, and then nothing leaves together anyway; only a
    /// measurement of that way asks for it here.
    private static ClickSender.Leaving leaving(Environment environment) {
        return environment.optional("TRIBUTARY_CONCURRENT").equals(Optional.of("false"))
                ? ClickSender.Leaving.ALONE
                : ClickSender.Leaving.TOGETHER;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        answer(Shopper.read(event)).write(out);
    }

    private Answer answer(Shopper shopper) {
        Optional<LinkCode> code = LinkCode.parse(shopper.code());
        if (code.isEmpty()) {
            return Answer.NOT_FOUND;
        }
        try {
            return switch (links.find(code.get(), shopper.address())) {
                case KnownLinks.Found.Here(Known<Link> link) -> {
                    Optional<Clicks.Way> way = way(link);
                    yield way.isEmpty() ? Answer.NOT_FOUND : answer(shopper, way.get());
                }
                case KnownLinks.Found.PutOff() -> Answer.TOO_MANY;
            };
        } catch (IOException unknown) {
            log("lookup_failed", unknown);
            return Answer.UNAVAILABLE;
        }
    }

    /// The way that a link leads; empty when there is none.
    private Optional<Clicks.Way> way(Known<Link> link) throws IOException {
        if (link.value().isEmpty()) {
            return Optional.empty();
        }
        Link found = link.value().get();
        Known<Program> program = programs.get(found.program());
        Known<Enrollment> enrollment = enrollments.get(new Enrolled(found.program(), found.affiliate()));
        if (program.value().isEmpty() || enrollment.value().isEmpty()) {
            return Optional.empty();
        }
        boolean stale = link.stale() || program.stale() || enrollment.stale();
        return Optional.of(
                new Clicks.Way(found, program.value().get(), enrollment.value().get(), stale));
    }

    private Answer answer(Shopper shopper, Clicks.Way way) throws IOException {
        if (!way.link().enabled() || !way.enrollment().state().linksLead()) {
            Optional<LandingUrl> elsewhere = way.program().fallbackUrl();
            return elsewhere.isPresent() ? new Answer.Go(elsewhere.get().toString(), Optional.empty()) : Answer.GONE;
        }
        ClickQuery query = ClickQuery.read(shopper.query());
        return query.asJson() ? tell(shopper, query, way) : lead(shopper, query, way);
    }

    private Answer lead(Shopper shopper, ClickQuery query, Clicks.Way way) throws IOException {
        Optional<LandingUrl> destination = destination(query, way);
        if (destination.isEmpty()) {
            return Answer.BAD_URL;
        }
        Clicks.Made made = click(shopper, query, way);
        return new Answer.Go(landing(made.click(), destination.get(), way.program()), made.cookie());
    }

    /// No cookie: on the shop's page this domain is a third party.
    private Answer tell(Shopper shopper, ClickQuery query, Clicks.Way way) throws IOException {
        String origin = shopper.header("origin").orElse("");
        if (way.program().landingDomains().stream().noneMatch(host -> origin.equals("https://" + host))) {
            return Answer.BAD_ORIGIN;
        }
        return new Answer.Told(click(shopper, query, way).click().clickId(), origin);
    }

    private Clicks.Made click(Shopper shopper, ClickQuery query, Clicks.Way way) throws IOException {
        Clicks.Made made = clicks.make(shopper, query, way, keys.ring(), chance());
        record(made.click(), way.link().code());
        return made;
    }

    /// All that is random in a click is drawn at once: the generator is shared and each draw locks it.
    private Clicks.Chance chance() {
        byte[] drawn = new byte[Long.BYTES + Clicks.VISITOR_BYTES];
        random.nextBytes(drawn);
        long nonce = ByteBuffer.wrap(drawn).getLong();
        return new Clicks.Chance(clock.instant(), nonce, Arrays.copyOfRange(drawn, Long.BYTES, drawn.length));
    }

    private static Optional<LandingUrl> destination(ClickQuery query, Clicks.Way way) {
        if (query.deepLinkBroken()) {
            return Optional.empty();
        }
        List<String> hosts = way.program().landingDomains();
        return query.deepLink().isPresent()
                ? LandingUrl.parse(query.deepLink().get(), hosts)
                : Optional.of(way.link().destination());
    }

    private void record(Click click, LinkCode code) {
        try {
            sender.send(click);
        } catch (IOException | RuntimeException failed) {
            fallback.write(click, code);
            log("queue_failed", failed);
        }
    }

    private static String landing(Click click, LandingUrl destination, Program program) {
        Landing landing = new Landing(
                click.clickId(),
                click.token().affiliate(),
                click.token().link(),
                click.creative(),
                click.subIds(),
                click.source());
        return landing.url(destination, program.utmTemplate(), program.clickParameter());
    }

    /// Failures only: logs cost more than compute. Never what the shopper sent.
    private static void log(String outcome, Exception failed) {
        String reason = String.valueOf(failed.getMessage()).replaceAll("[^A-Za-z0-9_. :-]", "?");
        System.out.println("{\"outcome\":\"" + outcome + "\",\"reason\":\"" + reason + "\"}");
    }
}
