package dev.tributary.infrastructure.local.seed;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoSignIns;
import dev.tributary.infrastructure.table.Table;
import java.security.SecureRandom;
import java.util.Optional;

/// Lets whoever sits at this machine in as one of the demo's two owners, while they are members.
public final class DemoDoor {
    private final LocalMachine machine;
    private final SecureRandom random = new SecureRandom();

    public DemoDoor(LocalMachine machine) {
        this.machine = machine;
    }

    /// As whom.
    public enum Owner {
        MERCHANT(DemoPeople.MERCHANT),
        AFFILIATE(DemoPeople.AFFILIATE);

        private final MailAddress address;

        Owner(MailAddress address) {
            this.address = address;
        }
    }

    public boolean knows(Owner owner) {
        return !new DynamoMembers(table()).of(PersonId.of(owner.address)).isEmpty();
    }

    /// A link of its own for each call; empty for whom there is not.
    public Optional<String> link(Owner owner) {
        if (!knows(owner)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[SignInSecret.RANDOM_BYTES];
        random.nextBytes(bytes);
        SignInSecret secret = SignInSecret.of(bytes);
        new DynamoSignIns(table())
                .mint(SignInLink.of(secret, owner.address, machine.clock().instant()));
        return Optional.of(SignInLink.url(machine.baseUrl(), secret));
    }

    private Table table() {
        Environment environment = machine.environmentOf("ApiFunction");
        return new Table(machine.dynamo(), environment.variable("TABLE_NAME"));
    }
}
