package dev.tributary.infrastructure.local.template;

/// What only a running machine knows, for `!Ref`, `!GetAtt` and the pseudo-parameters.
/// @param baseUrl where the HTTP API answers, without a slash at the end
/// @param sqsUrl where the queues answer, without a slash at the end
public record Attributes(String stackName, String region, String accountId, String baseUrl, String sqsUrl) {
    public static final String ACCOUNT = "000000000000";

    /// Enough to read and check a template before anything runs.
    public static Attributes unstarted(String stackName, String region) {
        return new Attributes(stackName, region, ACCOUNT, "http://127.0.0.1", "http://127.0.0.1");
    }

    String arn(String service, String name) {
        return "arn:aws:" + service + ":" + region + ":" + accountId + ":" + name;
    }

    public String queueUrl(String queueName) {
        return sqsUrl + "/" + accountId + "/" + queueName;
    }
}
