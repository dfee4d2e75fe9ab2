package dev.tributary.domain.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.terms.AttributionPolicy.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # model     | clicks                          | shares
        # Ordered by each affiliate's latest click, and credited with it.
        LAST_CLICK  | A -60                           | A 1 by -60
        LAST_CLICK  | A -60, B -50                    | B 1 by -50
        LAST_CLICK  | A -60, B -50, A -40             | A 1 by -40
        LAST_CLICK  | A -60, B -50, C -55             | B 1 by -50
        LAST_CLICK  | A -60, B 300                    | B 1 by 300
        LAST_CLICK  | A -60 #a, B -60 #b              | B 1 by -60
        LAST_CLICK  | A -60 #b, B -60 #a              | A 1 by -60
        # The others by its earliest, and credited with that.
        FIRST_CLICK | A -60                           | A 1 by -60
        FIRST_CLICK | A -60, B -50                    | A 1 by -60
        FIRST_CLICK | A -60, B -70, A -40             | B 1 by -70
        FIRST_CLICK | A -60, B -50, A -40             | A 1 by -60
        FIRST_CLICK | A -60 #a, B -60 #b              | A 1 by -60
        FIRST_CLICK | A -60 #b, B -60 #a              | B 1 by -60
        LINEAR      | A -60                           | A 1 by -60
        LINEAR      | A -60, A -50                    | A 1 by -60
        LINEAR      | A -60, B -50                    | A 1/2 by -60, B 1/2 by -50
        LINEAR      | B -60, A -50, B -40             | B 1/2 by -60, A 1/2 by -50
        LINEAR      | C -60, B -50, A -40             | C 1/3 by -60, B 1/3 by -50, A 1/3 by -40
        LINEAR      | B -60 #x, A -60 #y              | B 1/2 by -60, A 1/2 by -60
        LINEAR      | B -60 #y, A -60 #x              | A 1/2 by -60, B 1/2 by -60
        POSITION    | A -60                           | A 1 by -60
        POSITION    | A -60, B -50                    | A 1/2 by -60, B 1/2 by -50
        POSITION    | A -60, B -50, C -40             | A 2/5 by -60, B 1/5 by -50, C 2/5 by -40
        POSITION    | A -60, B -50, C -40, A -30      | A 2/5 by -60, B 1/5 by -50, C 2/5 by -40
        POSITION    | A -6, B -5, C -4, D -3          | A 2/5 by -6, B 1/10 by -5, C 1/10 by -4, D 2/5 by -3
        POSITION    | E -6, B -5, C -4, D -3, A -2    | E 2/5 by -6, B 1/15 by -5, C 1/15 by -4, D 1/15 by -3, A 2/5 by -2
        POSITION    | C -60 #3, B -60 #2, A -60 #1    | A 2/5 by -60, B 1/5 by -60, C 2/5 by -60
        """)
    void models_divideAmongTouches(Model model, String clicks, String expected) {
        Visit visit = new Visit();
        visit.model = model;
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # standings      | model    | clicks                    | shares
        # What was taken out is not there for the model.
        B banned -9      | POSITION | A -60, B -50, C -40       | A 1/2 by -60, C 1/2 by -40
        A paused -65     | LINEAR   | A -60, B -50, A -70       | A 1/2 by -70, B 1/2 by -50
        A applied -99 approved -55 | LINEAR | A -60, B -58, A -50 | B 1/2 by -58, A 1/2 by -50
        """)
    void models_runOverWhatIsLeft(String standings, Model model, String clicks, String expected) {
        Visit visit = new Visit().standing(standings);
        visit.model = model;
        assertThat(visit.decide(clicks)).isEqualTo(expected);
    }
}
