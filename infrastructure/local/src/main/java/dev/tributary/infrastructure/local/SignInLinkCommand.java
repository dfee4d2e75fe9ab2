package dev.tributary.infrastructure.local;

import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.SignInLink;
import dev.tributary.domain.access.SignInSecret;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.table.DynamoMembers;
import dev.tributary.infrastructure.table.DynamoSignIns;
import dev.tributary.infrastructure.table.Table;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;

/// `tributary sign-in-link EMAIL`: what the mail would have brought, for a member, from whoever may write the
/// table: of the machine that runs here, or, where TABLE_NAME is set, of AWS. It works once, for 10 minutes.
@Command(
        name = "sign-in-link",
        description = "Prints a link that signs a member in, once, within 10 minutes.",
        mixinStandardHelpOptions = true)
final class SignInLinkCommand implements Callable<Integer> {
    private static final Pattern ORIGIN = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]+)?");

    @Parameters(paramLabel = "EMAIL", description = "The member's address.")
    private String email = "";

    @Option(
            names = "--data",
            defaultValue = ".tributary",
            description = "Data folder of the running machine (default: .tributary). Not asked where TABLE_NAME and"
                    + " AWS_REGION are set: then it is AWS's table.")
    private Path data = Path.of(".tributary");

    @Option(names = "--url", description = "Where AWS's platform answers: https://...; needed with TABLE_NAME.")
    private Optional<String> url = Optional.empty();

    private final Environment process;

    SignInLinkCommand(Environment process) {
        this.process = process;
    }

    @Override
    public Integer call() {
        MailAddress address =
                MailAddress.parse(email).orElseThrow(() -> new StartFailure("this is not an e-mail address: " + email));
        boolean aws = process.optional("TABLE_NAME").isPresent();
        if (aws && url.filter(text -> ORIGIN.matcher(text).matches()).isEmpty()) {
            throw new StartFailure("say where the platform answers: --url https://...");
        }
        Environment environment = aws ? process : Running.read(data);
        String origin = aws ? url.orElseThrow() : Running.baseUrl(data);
        try {
            System.out.println(mint(Table.of(environment), address, origin, environment));
        } catch (UnavailableException | SdkException unanswered) {
            // A killed machine leaves its running.json behind.
            throw new StartFailure("the table does not answer: " + unanswered.getMessage(), unanswered);
        }
        return 0;
    }

    private static String mint(Table table, MailAddress address, String origin, Environment environment) {
        Members members = new DynamoMembers(table);
        if (members.of(PersonId.of(address)).isEmpty()) {
            throw new StartFailure("nobody with this address is a member; POST /v1/members invites somebody");
        }
        byte[] bytes = new byte[SignInSecret.RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        SignInSecret secret = SignInSecret.of(bytes);
        new DynamoSignIns(table)
                .mint(SignInLink.of(secret, address, environment.clock().instant()));
        return SignInLink.url(origin, secret);
    }
}
