package dev.tributary.infrastructure.local.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The table "Who may import whom" of the architecture, a rule per row and per function.
/// @param room its package below ours, for example `infrastructure.table`
/// @param name what a failure shows
/// @param rule what every class of the room keeps
record Room(String room, String name, ArchRule rule) {
    private static final String BASE = "dev.tributary.";
    private static final String INFRASTRUCTURE = BASE + "infrastructure.";
    private static final String SDK = "software.amazon.awssdk.";
    private static final String SERVICES = SDK + "services.";
    private static final String JSON = "com.fasterxml.jackson.";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime.";
    private static final Set<String> POST_TO_THE_LEDGER = Set.of("commission", "payout");
    private static final Set<String> JAVA_BASE =
            ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor().packages();

    /// Exact packages. Buffers belong to charsets; neither they nor a stream into memory reach outside.
    private static final Set<String> DOMAIN_JDK = Set.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.util.zip",
            "java.math",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.security.interfaces",
            "java.security.spec",
            "javax.crypto",
            "javax.crypto.spec");
    private static final Set<String> DOMAIN_ALSO = Set.of("java.io.ByteArrayOutputStream");
    private static final Set<String> NOT_PURE = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Scanner",
            "java.util.Timer",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.zip.ZipFile",
            "java.security.SecureRandom");
    private static final Set<String> NOT_PURE_CALLS = Set.of(
            "now",
            "randomUUID",
            "random",
            "getenv",
            "getProperty",
            "currentTimeMillis",
            "nanoTime",
            "systemDefault",
            "getDefault");

    private static Room of(String room, String name, ArchRule rule) {
        return new Room(room, room + ": " + name, rule);
    }

    static List<Room> all() {
        List<Room> rules = new ArrayList<>(List.of(
                of("domain", "only the JDK's plain packages", only("domain", Room::isPure)),
                of(
                        "domain",
                        "no clock, no random, no environment",
                        ArchRuleDefinition.noClasses()
                                .that(in(BASE + "domain"))
                                .should()
                                .callMethodWhere(
                                        new DescribedPredicate<JavaCall<?>>("the clock, random or environment") {
                                            @Override
                                            public boolean test(JavaCall<?> call) {
                                                return NOT_PURE_CALLS.contains(call.getName())
                                                        && call.getTargetOwner()
                                                                .getPackageName()
                                                                .startsWith("java.");
                                            }
                                        })
                                .allowEmptyShould(false)),
                library("edge", "", JSON + "core", "org.crac"),
                // Packed items are JSON, and a call that waits in its order is kept as its message.
                library("table", SERVICES + "dynamodb", JSON, INFRASTRUCTURE + "queue"),
                // The table's client and the order's item are the table's.
                library("ledger", SERVICES + "dynamodb", INFRASTRUCTURE + "table"),
                library("queue", SERVICES + "sqs", JSON),
                // S3 lists in XML.
                library("files", "", "javax.xml.stream"),
                library("secrets", "", JSON),
                library("mail", "", JSON),
                library("web", ""),
                lambda(),
                checker(),
                of(
                        "infrastructure.local",
                        "imported by nobody",
                        ArchRuleDefinition.noClasses()
                                .that(not(in(INFRASTRUCTURE + "local")))
                                .should()
                                .dependOnClassesThat(in(INFRASTRUCTURE + "local")))));
        Tree.modules().stream()
                .filter(module -> module.startsWith("functions/") && !module.equals("functions/domain"))
                .map(module -> module.substring("functions/".length()))
                .forEach(function -> rules.add(function(function)));
        return rules;
    }

    /// A room of ours that imports the SDK for one service at most, and never a function.
    private static Room library(String room, String service, String... others) {
        String itself = INFRASTRUCTURE + room;
        List<String> allowed = new ArrayList<>(List.of(itself, INFRASTRUCTURE + "edge", BASE + "domain"));
        allowed.addAll(List.of(others));
        return of(
                "infrastructure." + room,
                "its own service only",
                only(
                        "infrastructure." + room,
                        target -> isBase(target)
                                || allowed.stream().anyMatch(prefix -> within(target, prefix))
                                || within(target, SDK) && !within(target, SERVICES)
                                || !service.isEmpty() && within(target, service)));
    }

    private static Room lambda() {
        List<String> allowed =
                List.of(INFRASTRUCTURE + "lambda", INFRASTRUCTURE + "edge", BASE + "domain", JSON, LAMBDA, "org.crac");
        return of(
                "infrastructure.lambda",
                "no AWS SDK",
                only(
                        "infrastructure.lambda",
                        target -> isBase(target) || allowed.stream().anyMatch(prefix -> within(target, prefix))));
    }

    /// It judges the platform by what is stored, and so takes no word of the platform's but its
    /// keys and its ids.
    private static Room checker() {
        String room = "infrastructure.local.check";
        return of(
                room,
                "only the table's SDK, JSON, XML, Keys and ids",
                only(
                        room,
                        target -> isBase(target)
                                || within(target, BASE + room)
                                || within(target, BASE + "domain.id")
                                || within(target, JSON)
                                || within(target, "javax.xml.stream")
                                || within(target, SDK) && !within(target, SERVICES)
                                || within(target, SERVICES + "dynamodb")
                                || target.getBaseComponentType().getName().equals(INFRASTRUCTURE + "edge.Keys")));
    }

    private static Room function(String function) {
        List<String> denied = new ArrayList<>(List.of(SDK, INFRASTRUCTURE + "local"));
        Tree.modules().stream()
                .filter(module -> module.startsWith("functions/"))
                .map(module -> module.substring("functions/".length()))
                .filter(other -> !other.equals("domain") && !other.equals(function))
                .forEach(other -> denied.add(BASE + other));
        if (!POST_TO_THE_LEDGER.contains(function)) {
            denied.add(INFRASTRUCTURE + "ledger");
        }
        // Whoever calls addresses that strangers chose calls them by one guarded way.
        if (function.equals("notification")) {
            denied.add("java.net.http");
        }
        if (function.equals("redirect")) {
            Stream.of("table", "queue", "lambda").forEach(room -> denied.add(INFRASTRUCTURE + room));
            denied.addAll(List.of(LAMBDA + "events", JSON + "databind"));
        }
        return of(
                function,
                "no other function, no AWS SDK",
                only(function, target -> denied.stream().noneMatch(prefix -> within(target, prefix))));
    }

    private static ArchRule only(String room, Predicate<JavaClass> allowed) {
        return ArchRuleDefinition.classes()
                .that(in(BASE + room))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe("the room may import", allowed))
                .allowEmptyShould(false);
    }

    private static boolean isPure(JavaClass target) {
        String name = target.getBaseComponentType().getName();
        return !NOT_PURE.contains(name)
                && (DOMAIN_JDK.contains(target.getBaseComponentType().getPackageName())
                        || DOMAIN_ALSO.contains(name)
                        || within(target, "org.jspecify")
                        || within(target, BASE + "domain"));
    }

    private static boolean isBase(JavaClass target) {
        return JAVA_BASE.contains(target.getBaseComponentType().getPackageName()) || within(target, "org.jspecify");
    }

    private static DescribedPredicate<JavaClass> in(String packageName) {
        return DescribedPredicate.describe("in " + packageName, target -> within(target, packageName));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    /// @param prefix a package, with or without its last dot
    private static boolean within(JavaClass target, String prefix) {
        String packageName = target.getBaseComponentType().getPackageName() + ".";
        return packageName.startsWith(prefix.endsWith(".") ? prefix : prefix + ".");
    }
}
