package dev.tributary.domain.oracle.attribution;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers of the design's words on attribution, each row on engine and oracle.
class CreditTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy      | clicks, seconds from the conversion     | credited
        last_click    | 1@-300 2@-200 3@-100                    | 3 click 100
        last_click    | 1@-300 2@-200 1@-100                    | 1 click 100
        first_click   | 1@-300 2@-200 3@-100                    | 1 click 100
        first_click   | 2@-200 1@-300 2@-400                    | 2 click 100
        linear        | 1@-300                                  | 1 click 100
        linear        | 1@-300 2@-200                           | 1 click 50, 2 click 50
        linear        | 3@-300 2@-200 1@-100                    | 3 click 33.33, 2 click 33.33, 1 click 33.33
        linear        | 1@-300 2@-200 1@-100 1@-50              | 1 click 50, 2 click 50
        position      | 1@-300                                  | 1 click 100
        position      | 1@-300 2@-200                           | 1 click 50, 2 click 50
        position      | 1@-300 2@-200 3@-100                    | 1 click 40, 2 click 20, 3 click 40
        position      | 1@-400 2@-300 3@-200 4@-100             | 1 click 40, 2 click 10, 3 click 10, 4 click 40
        position      | 1@-500 2@-400 3@-300 4@-200 5@-100      | 1 click 40, 2 click 6.67, 3 click 6.67, 4 click 6.67, 5 click 40
        # by each one's earliest click, not its latest
        position      | 1@-300 2@-200 3@-100 1@-50              | 1 click 40, 2 click 20, 3 click 40
        # both ends of the window
        last_click days=1  | 1@-86400                           | 1 click 100
        last_click days=1  | 1@-86401                           | OUTSIDE_WINDOW
        last_click days=30 | 1@-2592000                         | 1 click 100
        last_click days=30 | 1@-2592001                         | OUTSIDE_WINDOW
        last_click    | 1@0                                     | 1 click 100
        linear days=1 | 1@-86401 2@-86400 3@-5                  | 2 click 50, 3 click 50
        linear days=1 | 1@-86401 1@-60 2@-86400                 | 2 click 50, 1 click 50
        # clocks differ by up to 300 seconds
        last_click    | 1@300                                   | 1 click 100
        last_click    | 1@301                                   | NO_TOUCH
        last_click least=5 | 1@300                              | 1 click 100 TOO_FAST
        # of its own click only: of the others those up to the conversion count
        last_click    | 1@-60 2@1                               | 1 click 100
        last_click    | 1@300 2@1                               | 1 click 100
        last_click    | 1@-60 2@0                               | 2 click 100
        linear        | 1@-60 2@-30 3@1                         | 1 click 50, 2 click 50
        linear        | 1@10 2@-30 3@5                          | 2 click 50, 1 click 50
        first_click   | 1@200 2@100                             | 1 click 100
        # strictly under the least
        last_click least=60 | 1@-60                             | 1 click 100
        last_click least=60 | 1@-59                             | 1 click 100 TOO_FAST
        linear least=60     | 1@-3600 1@-5 2@-30                | 1 click 50, 2 click 50 TOO_FAST
        last_click least=60 | 1@-5 coupon=2                     | 2 coupon 100
        linear        | 1@-60 one_touch                         | 1 click 100 ONE_TOUCH
        last_click    | 1@-60 one_touch                         | 1 click 100
        last_click    | at=2026-11-22T12:00:00Z                 | NO_TOUCH
        """)
    void models_windowsAndClocks(String policy, String visit, String expected) {
        ToldVisit.credits(policy, visit, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy      | visit                                              | credited
        last_click    | 1@-60!                                             | NOT_QUALIFIED
        last_click    | 1@-60! 2@-600                                      | 2 click 100
        last_click    | 1@-60 banned=1@-30                                 | BANNED
        last_click    | 1@-60 2@-600 banned=1@3600                         | 2 click 100
        last_click    | 1@-60 stranger=1                                   | NOT_APPROVED
        last_click    | 1@-60 paused=1@-90                                 | NOT_APPROVED
        last_click    | 1@-60 paused=1@-60                                 | NOT_APPROVED
        # made before the pause, or the end
        last_click    | 1@-60 paused=1@-59                                 | 1 click 100
        last_click    | 1@-60 ended=1@-59                                  | 1 click 100
        last_click    | 1@-60 paused=1@-90 approved=1@-60                  | 1 click 100
        last_click    | 1@-60 paused=1@-90 approved=1@-59                  | NOT_APPROVED
        last_click    | 1@-60 self=1                                       | SELF_REFERRAL
        linear        | 1@-600 2@-300 3@-60 self=2                         | 1 click 50, 3 click 50
        position      | 1@-600 2@-300 3@-60 banned=3@-1                    | 1 click 50, 2 click 50
        # a coupon takes all; one of a paused owner falls back to the click
        linear        | 1@-600 2@-300 coupon=3                             | 3 coupon 100
        linear        | coupon=3                                           | 3 coupon 100
        linear        | 1@-600 2@-300 coupon=3 paused=3@-5                 | 1 click 50, 2 click 50
        last_click    | 1@-60 coupon=2 paused=2@1                          | 2 coupon 100
        last_click    | 1@-60 coupon=2 ended=2@0                           | 1 click 100
        last_click    | 1@-60 coupon=2 banned=2@60                         | 1 click 100
        last_click    | 1@-60 coupon=2 self=2                              | 1 click 100
        last_click click_first | 1@-60 coupon=2                            | 1 click 100
        last_click click_first | 1@-60! coupon=2                           | 2 coupon 100
        last_click click_first days=1 | 1@-86401 coupon=2                  | 2 coupon 100
        """)
    void whoIsOut_andCoupons(String policy, String visit, String expected) {
        ToldVisit.credits(policy, visit, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy                               | visit                                                          | credited
        last_click suppress=coupon_site        | 1@-900 2@-300/coupon_site checkout=-600                        | 1 click 100 OTHERS_AFTER_CHECKOUT
        last_click suppress=coupon_site        | 1@-900 2@-300/website checkout=-600                            | 2 click 100
        last_click suppress=coupon_site        | 1@-900 2@-300 checkout=-600                                    | 2 click 100
        last_click suppress=coupon_site        | 1@-900 2@-300/coupon_site                                      | 2 click 100
        # strictly later
        last_click suppress=coupon_site        | 1@-900 2@-600/coupon_site checkout=-600                        | 2 click 100
        last_click suppress=coupon_site        | 1@-900 2@-599/coupon_site checkout=-600                        | 1 click 100 OTHERS_AFTER_CHECKOUT
        # within 24 hours, else ignored and flagged
        last_click suppress=coupon_site        | 1@-90000 2@-300/coupon_site checkout=-86400                    | 1 click 100 OTHERS_AFTER_CHECKOUT
        last_click suppress=coupon_site        | 1@-90000 2@-300/coupon_site checkout=-86401                    | 2 click 100 CHECKOUT_IGNORED
        last_click suppress=coupon_site        | 1@-900 2@-300/coupon_site checkout=1                           | 2 click 100 CHECKOUT_IGNORED
        last_click suppress=coupon_site        | 2@-300/coupon_site checkout=-600                               | AFTER_CHECKOUT
        # earlier clicks are left
        last_click suppress=coupon_site        | 2@-900/coupon_site 2@-300/coupon_site checkout=-600            | 2 click 100
        last_click suppress=coupon_site        | 2@-900/coupon_site 1@-800 2@-300/coupon_site checkout=-600     | 1 click 100 OTHERS_AFTER_CHECKOUT
        linear suppress=coupon_site            | 2@-900/coupon_site 1@-800 2@-300/coupon_site checkout=-600     | 2 click 50, 1 click 50
        linear suppress=coupon_site            | 1@-900 2@-800 3@-300/coupon_site checkout=-600                 | 1 click 50 OTHERS_AFTER_CHECKOUT, 2 click 50 OTHERS_AFTER_CHECKOUT
        # cut: so much of the share, the rest to the others
        last_click cut=0.25:coupon_site        | 1@-900 2@-300/coupon_site checkout=-600                        | 1 click 75 OTHERS_AFTER_CHECKOUT, 2 click 25 AFTER_CHECKOUT
        last_click cut=0.25:coupon_site        | 2@-300/coupon_site checkout=-600                               | 2 click 25 AFTER_CHECKOUT
        last_click cut=0.25:coupon_site        | 2@-900 2@-300/coupon_site checkout=-600                        | 2 click 25 AFTER_CHECKOUT
        last_click cut=0.25:coupon_site        | 1@-300/coupon_site 2@-200 checkout=-600                        | 2 click 100
        first_click cut=0.25:coupon_site       | 1@-900 2@-300/coupon_site checkout=-600                        | 1 click 100
        linear cut=0.5:coupon_site             | 1@-900 2@-300/coupon_site checkout=-600                        | 1 click 75 OTHERS_AFTER_CHECKOUT, 2 click 25 AFTER_CHECKOUT
        linear cut=0.5:coupon_site             | 1@-900 2@-800 3@-300/coupon_site checkout=-600                 | 1 click 41.67 OTHERS_AFTER_CHECKOUT, 2 click 41.67 OTHERS_AFTER_CHECKOUT, 3 click 16.67 AFTER_CHECKOUT
        position cut=0.5:coupon_site           | 1@-900 2@-800 3@-300/coupon_site checkout=-600                 | 1 click 50 OTHERS_AFTER_CHECKOUT, 2 click 30 OTHERS_AFTER_CHECKOUT, 3 click 20 AFTER_CHECKOUT
        # its first click was in time: nothing to cut
        linear cut=0.5:coupon_site             | 2@-900 1@-800 2@-300/coupon_site checkout=-600                 | 2 click 50, 1 click 50
        # the rest meets a late click again, and what is then left nobody gets
        last_click cut=0.5:coupon_site         | 1@-400/coupon_site 2@-300/coupon_site checkout=-600            | 1 click 25 AFTER_CHECKOUT+OTHERS_AFTER_CHECKOUT, 2 click 50 AFTER_CHECKOUT
        last_click cut=0.5:coupon_site         | 3@-900 1@-400/coupon_site 2@-300/coupon_site checkout=-600     | 3 click 25 OTHERS_AFTER_CHECKOUT, 1 click 25 AFTER_CHECKOUT+OTHERS_AFTER_CHECKOUT, 2 click 50 AFTER_CHECKOUT
        last_click cut=0.25:coupon_site        | 2@-300/coupon_site checkout=-600 coupon=3                      | 3 coupon 100
        """)
    void lateClicks(String policy, String visit, String expected) {
        ToldVisit.credits(policy, visit, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # policy                          | visit                                                                   | credited
        last_click binding                | 1@-60 customer=2@2021-01-01T00:00:00Z                                   | 2 customer 100
        last_click                        | 1@-60 customer=2@2026-01-01T00:00:00Z                                   | 1 click 100
        last_click binding                | 1@-60 coupon=3 customer=2@2026-01-01T00:00:00Z                          | 3 coupon 100
        last_click binding click_first    | 1@-60 coupon=3 customer=2@2026-01-01T00:00:00Z                          | 2 customer 100
        last_click binding                | customer=1,2@2026-01-01T00:00:00Z                                       | 1 customer 50, 2 customer 50
        last_click binding                | 3@-60 customer=1,2@2026-01-01T00:00:00Z banned=1@-5                     | 2 customer 50
        last_click binding                | 3@-60 customer=1@2026-01-01T00:00:00Z banned=1@-5                       | 3 click 100
        last_click binding                | 3@-60 customer=1@2026-01-01T00:00:00Z paused=1@-5                       | 1 customer 100
        last_click binding                | 3@-60 customer=1@2026-01-01T00:00:00Z ended=1@-5                        | 1 customer 100
        last_click binding                | 3@-60 customer=1@2026-01-01T00:00:00Z self=1                            | 3 click 100
        # so many months, clamped to the month's end, in the zone
        last_click binding months=1       | 3@-60 customer=1@2026-01-31T12:00:00Z at=2026-02-27T21:59:59Z           | 1 customer 100
        last_click binding months=1       | 3@-60 customer=1@2026-01-31T12:00:00Z at=2026-02-27T22:00:00Z           | 3 click 100
        last_click binding months=1       | 3@-60 customer=1@2028-01-31T12:00:00Z at=2028-02-28T21:59:59Z           | 1 customer 100
        last_click binding months=1       | 3@-60 customer=1@2028-01-31T12:00:00Z at=2028-02-28T22:00:00Z           | 3 click 100
        last_click binding months=12      | 3@-60 customer=1@2028-02-28T22:00:00Z at=2029-02-27T21:59:59Z           | 1 customer 100
        last_click binding months=12      | 3@-60 customer=1@2028-02-28T22:00:00Z at=2029-02-27T22:00:00Z           | 3 click 100
        last_click binding months=1       | 3@-60 customer=1@2026-09-25T12:00:00Z at=2026-10-24T20:59:59Z           | 1 customer 100
        last_click binding months=1       | 3@-60 customer=1@2026-09-25T12:00:00Z at=2026-10-24T21:00:00Z           | 3 click 100
        # so many charges with the first
        last_click binding charges=3      | 3@-60 customer=1@2026-01-01T00:00:00Z charges=2                         | 1 customer 100
        last_click binding charges=3      | 3@-60 customer=1@2026-01-01T00:00:00Z charges=3                         | 3 click 100
        last_click binding charges=1      | 3@-60 customer=1@2026-01-01T00:00:00Z charges=1                         | 3 click 100
        # a new click takes over where the terms say so: one later than the binding
        last_click binding new_click      | 3@-60 customer=1@-61                                                    | 3 click 100
        last_click binding new_click      | 3@-60 customer=1@-60                                                    | 1 customer 100
        last_click binding new_click      | 3@-60! customer=1@-61                                                   | 1 customer 100
        linear binding new_click          | 2@-600 3@-60 customer=1@-300                                            | 2 click 50, 3 click 50
        last_click binding new_click      | 3@-60 customer=1@-61 coupon=2                                           | 2 coupon 100
        # a subscription's charges always follow the binding
        last_click                        | 3@-60 subscription=1@2021-01-01T00:00:00Z                               | 1 subscription 100
        last_click                        | 3@-60 coupon=2 subscription=1@2026-01-01T00:00:00Z                      | 1 subscription 100
        last_click binding new_click      | 3@-60 subscription=1@2026-01-01T00:00:00Z                               | 1 subscription 100
        last_click binding                | 3@-60 customer=2@2026-01-01T00:00:00Z subscription=1@2026-01-01T00:00:00Z | 1 subscription 100
        last_click binding months=1       | 3@-60 subscription=1@2026-01-01T00:00:00Z                               | 3 click 100
        last_click                        | 3@-60 subscription=1@2026-01-01T00:00:00Z banned=1@-5                   | 3 click 100
        """)
    void bindings(String policy, String visit, String expected) {
        ToldVisit.credits(policy, visit, expected);
    }
}
