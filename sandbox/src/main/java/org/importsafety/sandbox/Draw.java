package org.importsafety.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Chance that depends on its names only, (seed, listing, item) for instance, never on the order in which things happen. */
public final class Draw {

    private static final int PARTS = 1_000_000;

    private final SplittableRandom random;

    private Draw(long start) {
        random = new SplittableRandom(start);
    }

    public static Draw of(long seed, Object... names) {
        StringBuilder text = new StringBuilder().append(seed);
        for (Object name : names) {
            text.append('|').append(name);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Draw(ByteBuffer.wrap(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                    .getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param share between 0 and 1 */
    public boolean happens(BigDecimal share) {
        return BigDecimal.valueOf(random.nextInt(PARTS)).compareTo(share.multiply(BigDecimal.valueOf(PARTS))) < 0;
    }

    /** From 0 to below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long number() {
        return random.nextLong();
    }

    /** A value between the two, both possible, three significant digits. */
    public BigDecimal between(BigDecimal least, BigDecimal most) {
        BigDecimal share = BigDecimal.valueOf(random.nextInt(PARTS + 1)).divide(BigDecimal.valueOf(PARTS));
        BigDecimal value = least.add(most.subtract(least).multiply(share));
        int scale = Math.max(0, value.scale() - value.precision() + 3);
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
        return rounded.max(least).min(most);
    }
}
