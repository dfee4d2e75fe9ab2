package dev.tributary.infrastructure.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What each module has on its class path, in the order of its pom: a new dependency is a line here and
/// a paragraph in docs/RATIONALE.md. A type stands behind the name (`:test-jar`), then a scope (` test`).
class ModulePomsTest {
    private static final String AWS = "software.amazon.awssdk:";
    private static final String LAMBDA = "com.amazonaws:aws-lambda-java-";
    private static final String JACKSON = "com.fasterxml.jackson.core:";
    private static final String OURS = "dev.tributary:";
    private static final String TABLE_FOR_TESTS = "software.amazon.dynamodb:DynamoDBLocal test";

    /// On every class path.
    private static final List<String> ROOT =
            List.of("org.jspecify:jspecify", "org.junit.jupiter:junit-jupiter test", "org.assertj:assertj-core test");

    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            Map.entry("functions/domain", List.of()),
            Map.entry(
                    "infrastructure/edge",
                    List.of(
                            OURS + "domain",
                            JACKSON + "jackson-core",
                            AWS + "http-auth-aws",
                            AWS + "auth",
                            AWS + "url-connection-client",
                            "org.crac:crac")),
            Map.entry(
                    "infrastructure/aws",
                    List.of(
                            OURS + "edge",
                            LAMBDA + "core",
                            LAMBDA + "events",
                            AWS + "dynamodb",
                            AWS + "sqs",
                            AWS + "url-connection-client",
                            JACKSON + "jackson-databind",
                            TABLE_FOR_TESTS,
                            OURS + "domain:test-jar test")),
            Map.entry(
                    "infrastructure/ledger",
                    List.of(OURS + "aws", OURS + "domain:test-jar test", OURS + "aws:test-jar test", TABLE_FOR_TESTS)),
            Map.entry(
                    "functions/commission",
                    List.of(
                            OURS + "ledger",
                            OURS + "domain:test-jar test",
                            OURS + "aws:test-jar test",
                            TABLE_FOR_TESTS)),
            Map.entry(
                    "functions/payout",
                    List.of(
                            OURS + "ledger",
                            "de.siegmar:fastcsv",
                            OURS + "domain:test-jar test",
                            OURS + "aws:test-jar test",
                            "com.github.hbci4j:hbci4j-core test",
                            "org.wiremock:wiremock-standalone test",
                            TABLE_FOR_TESTS)),
            Map.entry(
                    "functions/notification",
                    List.of(
                            OURS + "aws",
                            "org.apache.httpcomponents.client5:httpclient5",
                            OURS + "domain:test-jar test",
                            OURS + "aws:test-jar test",
                            "com.standardwebhooks:standardwebhooks test",
                            TABLE_FOR_TESTS)),
            Map.entry("functions/portal", List.of(OURS + "aws")),
            Map.entry("functions/redirect", List.of(OURS + "edge", LAMBDA + "core")),
            Map.entry(
                    "functions/click",
                    List.of(OURS + "aws", OURS + "domain:test-jar test", OURS + "aws:test-jar test", TABLE_FOR_TESTS)),
            Map.entry(
                    "functions/jobs",
                    List.of(
                            OURS + "aws",
                            "de.siegmar:fastcsv",
                            OURS + "domain:test-jar test",
                            OURS + "aws:test-jar test",
                            TABLE_FOR_TESTS)),
            Map.entry(
                    "functions/postback",
                    List.of(
                            OURS + "aws",
                            OURS + "aws:test-jar test",
                            TABLE_FOR_TESTS,
                            "org.elasticmq:elasticmq-rest-sqs_3 test",
                            LAMBDA + "serialization test",
                            "com.standardwebhooks:standardwebhooks test",
                            "com.nimbusds:nimbus-jose-jwt test",
                            "com.stripe:stripe-java test")),
            Map.entry(
                    "functions/api",
                    List.of(
                            OURS + "aws",
                            "de.siegmar:fastcsv",
                            "com.github.librepdf:openpdf",
                            "net.sf.jasperreports:jasperreports-fonts",
                            "org.yaml:snakeyaml",
                            "org.iban4j:iban4j",
                            OURS + "aws:test-jar test",
                            OURS + "domain:test-jar test",
                            OURS + "ledger test",
                            TABLE_FOR_TESTS,
                            "de.speedbanking:iban-commons test",
                            "com.github.hbci4j:hbci4j-core test",
                            "com.stripe:stripe-java test",
                            "org.apache.pdfbox:pdfbox test",
                            "com.atlassian.oai:swagger-request-validator-core test")),
            Map.entry(
                    "infrastructure/local",
                    List.of(
                            OURS + "redirect",
                            OURS + "click",
                            OURS + "jobs",
                            OURS + "postback",
                            OURS + "commission",
                            OURS + "payout",
                            OURS + "notification",
                            OURS + "api",
                            OURS + "portal",
                            OURS + "aws",
                            JACKSON + "jackson-core",
                            JACKSON + "jackson-databind",
                            "software.amazon.dynamodb:DynamoDBLocal",
                            "org.elasticmq:elasticmq-rest-sqs_3",
                            "io.helidon.webserver:helidon-webserver",
                            "org.yaml:snakeyaml",
                            "info.picocli:picocli",
                            "org.openjdk.jmh:jmh-core",
                            "com.standardwebhooks:standardwebhooks test",
                            "org.awaitility:awaitility test",
                            "com.google.zxing:core test",
                            "org.seleniumhq.selenium:selenium-java test",
                            "org.webjars.npm:axe-core test",
                            "com.tngtech.archunit:archunit-junit5 test",
                            "com.palantir.javaformat:palantir-java-format test",
                            "com.atlassian.oai:swagger-request-validator-core test",
                            LAMBDA + "serialization",
                            LAMBDA + "runtime-interface-client",
                            "org.testcontainers:testcontainers-localstack test",
                            OURS + "domain:test-jar test",
                            OURS + "aws:test-jar test")));

    @Test
    void everyPom_listsWhatItMay() throws Exception {
        assertThat(Tree.modules()).as("modules with a list here").containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
        assertThat(dependencies(Tree.ROOT.resolve("pom.xml"))).as("pom.xml").containsExactlyElementsOf(ROOT);
        SoftAssertions poms = new SoftAssertions();
        for (String module : Tree.modules()) {
            poms.assertThat(dependencies(Tree.ROOT.resolve(module).resolve("pom.xml")))
                    .as(module + "/pom.xml")
                    .containsExactlyInAnyOrderElementsOf(ALLOWED.getOrDefault(module, List.of()));
        }
        poms.assertAll();
    }

    private static List<String> dependencies(Path pom) throws IOException, SAXException, ParserConfigurationException {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        List<String> found = new ArrayList<>();
        for (Element dependencies : children(project, "dependencies")) {
            for (Element dependency : children(dependencies, "dependency")) {
                String type = value(dependency, "type");
                String scope = value(dependency, "scope");
                found.add(value(dependency, "groupId") + ":" + value(dependency, "artifactId")
                        + (type.isEmpty() ? "" : ":" + type)
                        + (scope.isEmpty() ? "" : " " + scope));
            }
        }
        return found;
    }

    private static String value(Element parent, String name) {
        List<Element> elements = children(parent, name);
        return elements.isEmpty() ? "" : elements.getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        List<Element> children = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
