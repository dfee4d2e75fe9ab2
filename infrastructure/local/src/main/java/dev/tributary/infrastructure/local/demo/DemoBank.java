package dev.tributary.infrastructure.local.demo;

import java.math.BigInteger;

/// Account numbers that look right and are nobody's.
final class DemoBank {
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final int COMPLEMENT = 98;
    private static final String BANK = "37040044";
    /// `DE00`, with the letters as ISO 13616 counts them.
    private static final String COUNTRY = "131400";

    private DemoBank() {}

    static String iban(int number) {
        String account = BANK + "%010d".formatted(number);
        int rest = new BigInteger(account + COUNTRY).mod(MODULUS).intValue();
        return "DE%02d%s".formatted(COMPLEMENT - rest, account);
    }
}
