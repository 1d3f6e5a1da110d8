package io.confab.bench;

import java.util.Arrays;

/** How often which latency was seen. Buckets grow with what they hold, so none is off by more than 1.6 %. */
final class Latencies {

    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] buckets = new long[(Long.SIZE - SUB_BITS) * SUB];
    private long count;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        buckets[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    void clear() {
        Arrays.fill(buckets, 0);
        count = 0;
        max = 0;
    }

    long max() {
        return max;
    }

    /** The least latency that so large a share of all did not exceed; 0 where there were none. */
    long percentile(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < buckets.length && wanted > 0; i++) {
            seen += buckets[i];
            if (seen >= wanted) {
                return Math.min(max, highest(i));
            }
        }
        return max;
    }

    private static int bucket(long value) {
        if (value < SUB) {
            return (int) value;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (exponent + 1) * SUB + (int) ((value >>> exponent) - SUB);
    }

    private static long highest(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int exponent = bucket / SUB - 1;
        return ((long) (SUB + bucket % SUB + 1) << exponent) - 1;
    }
}
