package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That nobody learns of another tenant's things, not even that they exist.
class TenantsTest {
    private static final ApiFixture API = ApiFixture.filled();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | what another has                                   | what nobody has
        merchant 2  | /v1/programs/prg_0000000000001                     | /v1/programs/prg_0000000000099
        merchant 2  | /v1/programs/prg_0000000000001/links               | /v1/programs/prg_0000000000099/links
        merchant 2  | /v1/links/lnk_000000000000b                        | /v1/links/lnk_0000000000099
        merchant 2  | /v1/links?program_id=prg_0000000000001             | /v1/links?program_id=prg_0000000000099
        merchant 2  | /v1/links?affiliate_id=aff_0000000000001           | /v1/links?affiliate_id=aff_0000000000099
        merchant 2  | /v1/enrollments?program_id=prg_0000000000001       | /v1/enrollments?program_id=prg_0000000000099
        merchant 2  | /v1/enrollments?affiliate_id=aff_0000000000001     | /v1/enrollments?affiliate_id=aff_0000000000099
        merchant 2  | /v1/clicks?program_id=prg_0000000000001            | /v1/clicks?program_id=prg_0000000000099
        merchant 2  | /v1/clicks?link_id=lnk_000000000000b               | /v1/clicks?link_id=lnk_0000000000099
        merchant 2  | /v1/clicks?program_id=prg_0000000000003&link_id=lnk_000000000000b | /v1/clicks?program_id=prg_0000000000003&link_id=lnk_0000000000099
        affiliate 1 | /v1/programs/prg_0000000000003                     | /v1/programs/prg_0000000000099
        affiliate 1 | /v1/programs/prg_0000000000003/links               | /v1/programs/prg_0000000000099/links
        affiliate 1 | /v1/links/lnk_000000000000n                        | /v1/links/lnk_0000000000099
        affiliate 1 | /v1/links?affiliate_id=aff_0000000000002           | /v1/links?affiliate_id=aff_0000000000099
        affiliate 1 | /v1/programs/prg_0000000000001/links?affiliate_id=aff_0000000000002 | /v1/programs/prg_0000000000001/links?affiliate_id=aff_0000000000099
        affiliate 1 | /v1/enrollments?affiliate_id=aff_0000000000002     | /v1/enrollments?affiliate_id=aff_0000000000099
        affiliate 1 | /v1/clicks?link_id=lnk_000000000000n               | /v1/clicks?link_id=lnk_0000000000099
        affiliate 1 | /v1/clicks?program_id=prg_0000000000001&affiliate_id=aff_0000000000002 | /v1/clicks?program_id=prg_0000000000001&affiliate_id=aff_0000000000099
        """)
    void foreign_looksLikeUnknown(String who, String foreign, String unknown) {
        APIGatewayV2HTTPResponse answer = API.get(who, foreign);
        APIGatewayV2HTTPResponse expected = API.get(who, unknown);
        assertThat(answer.getStatusCode()).isEqualTo(expected.getStatusCode()).isIn(200, 404);
        assertThat(answer.getBody()).isEqualTo(expected.getBody());
        assertThat(answer.getHeaders()).isEqualTo(expected.getHeaders());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | list                                 | ids in it
        merchant 1  | /v1/programs                         | prg_0000000000001 prg_0000000000002
        merchant 2  | /v1/programs                         | prg_0000000000003
        affiliate 1 | /v1/programs                         | prg_0000000000001 prg_0000000000002
        merchant 1  | /v1/links                            | lnk_000000000000b lnk_000000000000n lnk_000000000000c
        merchant 2  | /v1/links                            | lnk_0000000000011
        affiliate 1 | /v1/links                            | lnk_000000000000b lnk_000000000000c
        affiliate 1 | /v1/programs/prg_0000000000001/links | lnk_000000000000b
        affiliate 3 | /v1/links                            | lnk_0000000000011
        """)
    void list_holdsWhatIsOwn(String who, String list, String ids) {
        assertThat(Json.texts(API.get(who, list).getBody(), "id")).containsExactly(ids.split(" "));
    }
}
