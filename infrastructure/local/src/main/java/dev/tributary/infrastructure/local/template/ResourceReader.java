package dev.tributary.infrastructure.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what functions rely on: table, queues, secrets, parameters, buckets.
final class ResourceReader {
    private final Attributes attributes;

    ResourceReader(Attributes attributes) {
        this.attributes = attributes;
    }

    Template.Table table(Resource resource) {
        Property properties = resource.properties();
        properties.allowOnly(
                Set.of(
                        "TableName",
                        "AttributeDefinitions",
                        "KeySchema",
                        "GlobalSecondaryIndexes",
                        "TimeToLiveSpecification",
                        "BillingMode",
                        "PointInTimeRecoverySpecification",
                        "DeletionProtectionEnabled",
                        "SSESpecification",
                        "Tags",
                        "OnDemandThroughput",
                        "WarmThroughput",
                        "ContributorInsightsSpecification",
                        "TableClass"),
                "table " + resource.id());
        Map<String, String> types = new LinkedHashMap<>();
        for (Property definition : properties.require("AttributeDefinitions").items()) {
            types.put(
                    definition.require("AttributeName").text(),
                    definition.require("AttributeType").text());
        }
        List<Template.Index> indexes = properties
                .get("GlobalSecondaryIndexes")
                .map(list -> list.items().stream().map(ResourceReader::index).toList())
                .orElse(List.of());
        Optional<String> expiry = properties
                .get("TimeToLiveSpecification")
                .filter(ttl -> ttl.require("Enabled").flag())
                .map(ttl -> ttl.require("AttributeName").text());
        return new Template.Table(
                resource.id(), resource.name("TableName", attributes), types, keys(properties), indexes, expiry);
    }

    private static List<Template.Key> keys(Property owner) {
        return owner.require("KeySchema").items().stream()
                .map(key -> new Template.Key(
                        key.require("AttributeName").text(),
                        key.require("KeyType").text()))
                .toList();
    }

    private static Template.Index index(Property index) {
        index.allowOnly(
                Set.of(
                        "IndexName",
                        "KeySchema",
                        "Projection",
                        "ContributorInsightsSpecification",
                        "OnDemandThroughput",
                        "WarmThroughput"),
                "an index");
        Property projection = index.require("Projection");
        return new Template.Index(
                index.require("IndexName").text(),
                keys(index),
                projection.require("ProjectionType").text(),
                projection
                        .get("NonKeyAttributes")
                        .map(list -> list.items().stream().map(Property::text).toList())
                        .orElse(List.of()));
    }

    Template.Queue queue(Resource resource) {
        Property properties = resource.properties();
        Map<String, String> values = new LinkedHashMap<>();
        properties.fields().forEach((name, value) -> {
            switch (name) {
                case "VisibilityTimeout",
                        "MessageRetentionPeriod",
                        "DelaySeconds",
                        "ReceiveMessageWaitTimeSeconds",
                        "MaximumMessageSize" -> values.put(name, String.valueOf(value.number()));
                case "RedrivePolicy" -> {
                    String target = value.require("deadLetterTargetArn").text();
                    int count = value.require("maxReceiveCount").number();
                    values.put(
                            name, "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":\"" + count + "\"}");
                }
                case "QueueName",
                        "SqsManagedSseEnabled",
                        "KmsMasterKeyId",
                        "KmsDataKeyReusePeriodSeconds",
                        "RedriveAllowPolicy",
                        "Tags" -> {}
                default ->
                    throw value.problem(name + " in queue " + resource.id() + " is not known to the local machine");
            }
        });
        return new Template.Queue(resource.id(), resource.name("QueueName", attributes), values);
    }

    Template.Secret secret(Resource resource) {
        Property properties = resource.properties();
        properties.allowOnly(
                Set.of("Name", "Description", "SecretString", "GenerateSecretString", "KmsKeyId", "Tags"),
                "secret " + resource.id());
        String name = resource.name("Name", attributes);
        return new Template.Secret(
                resource.id(),
                name,
                attributes.arn("secretsmanager", "secret:" + name),
                properties.get("SecretString").map(Property::text),
                properties.get("GenerateSecretString").map(ResourceReader::generated));
    }

    private static Template.Generated generated(Property wanted) {
        wanted.allowOnly(
                Set.of(
                        "PasswordLength",
                        "ExcludeCharacters",
                        "ExcludePunctuation",
                        "ExcludeLowercase",
                        "ExcludeUppercase",
                        "ExcludeNumbers",
                        "IncludeSpace",
                        "RequireEachIncludedType",
                        "SecretStringTemplate",
                        "GenerateStringKey"),
                "GenerateSecretString");
        StringBuilder excluded = new StringBuilder(
                wanted.get("ExcludeCharacters").map(Property::text).orElse(""));
        exclude(wanted, "ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", excluded);
        exclude(wanted, "ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz", excluded);
        exclude(wanted, "ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", excluded);
        exclude(wanted, "ExcludeNumbers", "0123456789", excluded);
        return new Template.Generated(
                wanted.get("PasswordLength").map(Property::number).orElse(32),
                excluded.toString(),
                wanted.get("IncludeSpace").map(Property::flag).orElse(false),
                wanted.get("SecretStringTemplate").map(Property::text),
                wanted.get("GenerateStringKey").map(Property::text));
    }

    private static void exclude(Property wanted, String option, String characters, StringBuilder excluded) {
        if (wanted.get(option).map(Property::flag).orElse(false)) {
            excluded.append(characters);
        }
    }

    Template.Parameter parameter(Resource resource) {
        Property properties = resource.properties();
        properties.allowOnly(
                Set.of("Name", "Type", "Value", "Description", "Tier", "AllowedPattern", "Tags"),
                "parameter " + resource.id());
        return new Template.Parameter(
                resource.id(),
                resource.name("Name", attributes),
                properties.require("Type").text(),
                properties.require("Value").text());
    }

    Template.Bucket bucket(Resource resource) {
        return new Template.Bucket(resource.id(), resource.name("BucketName", attributes));
    }
}
