package dev.tributary.infrastructure.local.template;

import java.util.Optional;

/// One entry under `Resources`, as it stands; its properties resolve when they are read.
record Resource(String id, String type, Property body) {
    Property properties() {
        return body.get("Properties").orElse(body.empty());
    }

    /// What `!Ref` gives, and what `!GetAtt` has for this resource; empty for what does not run here.
    Optional<String> ref(Attributes attributes) {
        return switch (type) {
            case "AWS::Serverless::Function" -> Optional.of(name("FunctionName", attributes));
            case "AWS::Serverless::HttpApi" -> Optional.of("local");
            case "AWS::DynamoDB::Table" -> Optional.of(name("TableName", attributes));
            case "AWS::SQS::Queue" -> Optional.of(attributes.queueUrl(name("QueueName", attributes)));
            case "AWS::SecretsManager::Secret" ->
                Optional.of(attributes.arn("secretsmanager", "secret:" + name("Name", attributes)));
            case "AWS::SSM::Parameter" -> Optional.of(name("Name", attributes));
            case "AWS::S3::Bucket" -> Optional.of(name("BucketName", attributes));
            default -> Optional.empty();
        };
    }

    Optional<String> attribute(String attribute, Attributes attributes) {
        return switch (type + "." + attribute) {
            case "AWS::Serverless::Function.Arn" ->
                Optional.of(attributes.arn("lambda", "function:" + name("FunctionName", attributes)));
            case "AWS::Serverless::HttpApi.ApiEndpoint" -> Optional.of(attributes.baseUrl());
            case "AWS::DynamoDB::Table.Arn" ->
                Optional.of(attributes.arn("dynamodb", "table/" + name("TableName", attributes)));
            case "AWS::SQS::Queue.Arn" -> Optional.of(attributes.arn("sqs", name("QueueName", attributes)));
            case "AWS::SQS::Queue.QueueName" -> Optional.of(name("QueueName", attributes));
            case "AWS::SQS::Queue.QueueUrl" -> ref(attributes);
            case "AWS::SecretsManager::Secret.Id" -> ref(attributes);
            case "AWS::S3::Bucket.Arn" -> Optional.of("arn:aws:s3:::" + name("BucketName", attributes));
            default -> Optional.empty();
        };
    }

    /// CloudFormation makes up a name where the template states none; ours is the stack's and the id.
    String name(String property, Attributes attributes) {
        return properties()
                .get(property)
                .map(Property::text)
                .orElseGet(() -> type.equals("AWS::S3::Bucket")
                        ? (attributes.stackName() + "-" + id).toLowerCase(java.util.Locale.ROOT)
                        : attributes.stackName() + "-" + id);
    }
}
