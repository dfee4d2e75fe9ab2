package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Sales in programs and enrollments as the API makes them: with the affiliate's own tag, and before
/// any terms.
class ProgramsAsTheyAreMadeTest {
    private static final String ANNA = "c4d8f29e4bd9fdf6f0cc9ec2e6e9df3e27d4c5b5e0c39d4f4b2d0d3e1b0fb8de";
    private static final String OTHER = "0".repeat(64);
    private final Till till = new Till();
    private final DynamoPrograms programs = new DynamoPrograms(Till.TABLE);

    @Test
    void saleOfTheAffiliateItself_isUnattributed() {
        DynamoEnrollments enrollments = new DynamoEnrollments(Till.TABLE);
        Versioned<Enrollment> read =
                enrollments.find(till.market.program, till.market.affiliate(1)).orElseThrow();
        Enrollment enrollment = read.value();
        enrollments.replace(read.with(new Enrollment(
                enrollment.program(),
                enrollment.affiliate(),
                enrollment.history(),
                enrollment.group(),
                Set.of(tag(ANNA)),
                Optional.empty())));

        assertThat(till.deliver(till.market.saleTo(tag(ANNA), "S-1", 1, "100.00")))
                .isEmpty();
        assertThat(till.deliver(till.market.saleTo(tag(OTHER), "S-2", 1, "100.00")))
                .isEmpty();

        assertThat(till.results("S-1")).containsExactly(Kind.UNATTRIBUTED);
        assertThat(till.order("S-1").flatMap(OrderState::sale).orElseThrow().attribution())
                .isEqualTo(new Attribution.Unattributed(Attribution.Reason.SELF_REFERRAL));
        assertThat(till.results("S-2")).containsExactly(Kind.CONVERTED);
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    /// And what follows the sale, after terms are published too, is judged under none.
    @Test
    void saleBeforeAnyTerms_isKeptAndNotPaid() {
        publish(List.of());
        assertThat(till.deliver(till.market.sale("T-1", 1, "100.00"))).isEmpty();
        assertThat(till.results("T-1")).containsExactly(Kind.CONVERTED);
        assertThat(till.balance(1)).isEqualTo("none");

        publish(List.of(new Program.TermsVersion(1, TestMarket.SALE.plusSeconds(30))));
        assertThat(till.deliver(till.market.refund("T-1", "R-1", "40.00"))).isEmpty();
        assertThat(till.results("T-1")).containsExactly(Kind.CONVERTED, Kind.REVERSED);
        assertThat(till.balance(1)).isEqualTo("none");
    }

    @Test
    void document_namedByTheProgram_isPaidUnder() {
        publish(List.of(new Program.TermsVersion(1, Instant.EPOCH)));
        assertThat(new DynamoTerms(Till.TABLE).find(till.market.program, 1)).isPresent();
        assertThat(till.deliver(till.market.sale("T-2", 1, "100.00"))).isEmpty();
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
    }

    private void publish(List<Program.TermsVersion> versions) {
        Versioned<Program> read = programs.find(till.market.program).orElseThrow();
        programs.replace(read.with(read.value().with(versions)));
    }

    private PersonTag tag(String hash) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        return PersonTags.email(
                till.market.program, hash, new KeyRing(List.of(new KeyRing.Key(0, secret, Instant.EPOCH))));
    }
}
