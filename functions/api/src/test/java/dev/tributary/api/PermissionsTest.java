package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/permissions.md is printed from the routes, with `-Ddocs=write`; and each role, and each scope, is
/// taken by each route as the table says.
class PermissionsTest {
    private static final Path DOCUMENT = Path.of("../../docs/permissions.md");
    private static final Tenant MERCHANT = new Tenant.OfMerchant(new MerchantId(1));
    private static final Tenant AFFILIATE = new Tenant.OfAffiliate(new AffiliateId(1));

    private final WriteApi api = new WriteApi();
    private final People people = new People(api);

    @Test
    void document_isTheTableOfTheRoutes() throws IOException {
        String document = document();
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
    }

    @Test
    void everyRole_isTakenByEveryRouteAsTheTableSays() {
        walkRoles("merchant 1", MERCHANT);
        walkRoles("affiliate 1", AFFILIATE);
    }

    private void walkRoles(String inviter, Tenant tenant) {
        for (Role role : Role.values()) {
            if (!role.isOf(tenant)) {
                continue;
            }
            String name = inviter.replace(" 1", "") + "-" + role.text();
            people.invite(inviter, name, role.text());
            people.signIn(name);
            for (Route<Routes.Endpoint> route : api.handler().routes()) {
                APIGatewayV2HTTPResponse answer = people.call(
                        name, route.method(), path(route), route.method().equals("GET") ? "" : "{}");
                boolean refused = answer.getStatusCode() == 403
                        && People.json(answer).path("code").asText().equals("insufficient_role");
                assertThat(refused)
                        .as("%s %s as %s: %s", route.method(), route.path(), name, answer.getBody())
                        .isEqualTo(!role.permissions(tenant)
                                .contains(route.target().permission()));
            }
        }
    }

    @Test
    void everyScope_isTakenByEveryRouteAsTheTableSays() {
        for (Scope scope : Scope.values()) {
            String made = api.post(
                            "merchant 1",
                            "/v1/api_keys",
                            "{\"name\":\"K\",\"person\":\"P\",\"scopes\":[\"" + scope.text() + "\"]}")
                    .getBody();
            api.use("key", Json.texts(made, "secret").getFirst());
            for (Route<Routes.Endpoint> route : api.handler().routes()) {
                APIGatewayV2HTTPResponse answer = api.call(
                        "key", route.method(), path(route), route.method().equals("GET") ? "" : "{}");
                boolean refused = answer.getStatusCode() == 403
                        && People.json(answer).path("code").asText().equals("insufficient_scope");
                assertThat(refused)
                        .as("%s %s with %s: %s", route.method(), route.path(), scope, answer.getBody())
                        .isEqualTo(route.target().permission().scope() != scope);
            }
        }
    }

    /// What a role covers is covered by the owner's; and nobody but an owner gets anybody in.
    @Test
    void roles_areWithinTheOwners() {
        for (Tenant tenant : List.of(MERCHANT, AFFILIATE)) {
            for (Role role : Role.values()) {
                assertThat(Role.OWNER.permissions(tenant)).containsAll(role.permissions(tenant));
                assertThat(role.permissions(tenant).contains(Permission.MEMBERS)
                                || role.permissions(tenant).contains(Permission.KEYS))
                        .isEqualTo(role == Role.OWNER);
            }
        }
    }

    private static String path(Route<Routes.Endpoint> route) {
        return route.path().replaceAll("\\{[a-z_]+}", "nothing");
    }

    private String document() {
        StringBuilder text = new StringBuilder("""
            # Who may what

            Printed from the routes by PermissionsTest (`-Ddocs=write`), and held against them: do not edit.

            Each route names one permission. An API key has it by a scope, a person who has signed in by the role in
            the tenant that the call acts for. `fresh link`: a person who changes something needs a sign-in link used
            within 15 minutes. Whose things a call sees is another question: another tenant's are not there.

            | permission | scope of a key | merchant's members | affiliate's members | |
            | --- | --- | --- | --- | --- |
            """);
        for (Permission permission : Permission.values()) {
            text.append("| `%s` | `%s` | %s | %s | %s |%n"
                    .formatted(
                            permission.text(),
                            permission.scope().text(),
                            roles(permission, MERCHANT),
                            roles(permission, AFFILIATE),
                            permission.needsFreshLink() ? "fresh link" : ""));
        }
        text.append("\n| route | permission | scope | merchant's members | affiliate's members | |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
        List<Route<Routes.Endpoint>> routes = new ArrayList<>(api.handler().routes());
        routes.sort(Comparator.comparing((Route<Routes.Endpoint> route) -> route.path())
                .thenComparing(Route::method));
        for (Route<Routes.Endpoint> route : routes) {
            Permission permission = route.target().permission();
            text.append("| `%s %s` | `%s` | `%s` | %s | %s | %s |%n"
                    .formatted(
                            route.method(),
                            route.path(),
                            permission.text(),
                            permission.scope().text(),
                            roles(permission, MERCHANT),
                            roles(permission, AFFILIATE),
                            permission.needsFreshLink() && !route.method().equals("GET") ? "fresh link" : ""));
        }
        text.append("""

            A person's own affairs, in whichever tenant, need a link or a session and no permission:

            """);
        Map<String, String> needs = Map.of("POST /v1/sign_in_links", "nothing", "POST /v1/sessions", "a link");
        api.handler().personal().forEach(route -> {
            String name = route.method() + " " + route.path();
            boolean isOpen = route.path().startsWith("/v1/directory")
                    || route.path().startsWith("/v1/docs")
                    || route.path().equals("/v1/openapi.yaml");
            String need = isOpen
                    ? "nothing"
                    : route.path().equals("/sign-in") ? "nothing, or a link" : needs.getOrDefault(name, "a session");
            text.append("- `").append(name).append("`: ").append(need).append('\n');
        });
        return text.toString();
    }

    private static String roles(Permission permission, Tenant tenant) {
        String roles = Stream.of(Role.values())
                .filter(role -> role.isOf(tenant))
                .filter(role -> role.permissions(tenant).contains(permission))
                .map(Role::text)
                .collect(Collectors.joining(", "));
        return roles.isEmpty() ? "nobody" : roles;
    }
}
