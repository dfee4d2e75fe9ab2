package dev.tributary.payout;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.infrastructure.files.PayoutFilesContract;
import java.util.Objects;

/// The bucket of these tests does what S3 does.
class KeptPayoutFilesTest extends PayoutFilesContract {
    private final KeptPayoutFiles files = new KeptPayoutFiles();

    @Override
    protected PayoutFiles files() {
        return files;
    }

    @Override
    protected byte[] stored(String name) {
        return Objects.requireNonNull(files.files.get(name));
    }
}
