package dev.tributary.infrastructure.edge;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Whose name a function's calls are signed with: that of its own variables, not of the process,
/// which on the local machine is everybody's.
public final class Credentials {
    private Credentials() {}

    /// With SnapStart a function has no keys in its variables but an address that gives them out
    /// ("Lambda SnapStart compatibility considerations", AWS Lambda Developer Guide).
    public static AwsCredentialsProvider of(Environment environment) {
        if (environment.optional("AWS_ACCESS_KEY_ID").isEmpty()) {
            return ContainerCredentialsProvider.create();
        }
        String id = environment.variable("AWS_ACCESS_KEY_ID");
        String secret = environment.variable("AWS_SECRET_ACCESS_KEY");
        AwsCredentials keys = environment
                .optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
        return StaticCredentialsProvider.create(keys);
    }
}
