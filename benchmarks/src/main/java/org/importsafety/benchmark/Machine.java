package org.importsafety.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Where the figures come from, in general words, and how busy it was before anything of ours ran.
 *
 * @param load the system's average of the last minute
 * @param busyPercent of all cores, over the last seconds before the start
 * @param fsyncMicros median time of a forced write of 8 kB: what every commit costs at least
 */
record Machine(
        int cores, long memoryGib, String system, String jdk, BigDecimal load, int busyPercent, long fsyncMicros) {

    private static final int QUIET_PERCENT = 15;
    private static final int FSYNCS = 200;

    static Machine look(Path directory) throws IOException, InterruptedException {
        OperatingSystemMXBean os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        os.getCpuLoad(); // the first reading only sets the mark
        TimeUnit.SECONDS.sleep(3);
        int busy = BigDecimal.valueOf(os.getCpuLoad())
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .intValue();
        return new Machine(
                os.getAvailableProcessors(),
                (os.getTotalMemorySize() + (1L << 29)) >> 30,
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                "JDK " + Runtime.version().feature(),
                BigDecimal.valueOf(os.getSystemLoadAverage()).setScale(2, RoundingMode.HALF_UP),
                busy,
                fsync(directory));
    }

    boolean isQuiet() {
        return busyPercent <= QUIET_PERCENT;
    }

    String inWords() {
        return "%d cores, %d GiB, %s, %s".formatted(cores, memoryGib, system, jdk);
    }

    String stateInWords() {
        return "before the start: load average %s, %d %% of the CPU taken by others%s; a forced write of 8 kB takes %d µs"
                .formatted(load, busyPercent, isQuiet() ? "" : " (**not quiet**)", fsyncMicros);
    }

    private static long fsync(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "fsync", null);
        long[] took = new long[FSYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(8192);
            for (int n = 0; n < FSYNCS; n++) {
                long begin = System.nanoTime();
                channel.write(block.rewind(), 0);
                channel.force(false);
                took[n] = System.nanoTime() - begin;
            }
        }
        Files.delete(file);
        Arrays.sort(took);
        return TimeUnit.NANOSECONDS.toMicros(took[FSYNCS / 2]);
    }
}
