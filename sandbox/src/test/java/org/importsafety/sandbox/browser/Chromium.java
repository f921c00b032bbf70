package org.importsafety.sandbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright; nothing of a browser is downloaded. Installed from Debian's packages where a build machine has none. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() throws IOException, InterruptedException {
        Path executable = find().orElseGet(Chromium::install);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking")));
        return new Chromium(playwright, browser);
    }

    /** Who looks: everything that the page goes by. */
    record Reader(String language, ColorScheme scheme, int width, int height, boolean phone, String token) {
        static final Reader PUBLIC = new Reader("en-GB", ColorScheme.LIGHT, 1280, 900, false, null);

        Reader with(String token) {
            return new Reader(language, scheme, width, height, phone, token);
        }

        Reader in(String language) {
            return new Reader(language, scheme, width, height, phone, token);
        }

        Reader in(ColorScheme scheme) {
            return new Reader(language, scheme, width, height, phone, token);
        }

        Reader onPhone() {
            return new Reader(language, scheme, 390, 844, true, token);
        }
    }

    /** A page in a session of its own, closed with its context. */
    Page open(Reader reader, String url) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(reader.language())
                .setColorScheme(reader.scheme())
                .setViewportSize(reader.width(), reader.height())
                .setIsMobile(reader.phone())
                .setReducedMotion(ReducedMotion.REDUCE));
        if (reader.token() != null) {
            context.addInitScript("sessionStorage.setItem('import-safety.token', '" + reader.token() + "')");
        }
        Page page = context.newPage();
        page.navigate(url);
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        Stream<Path> named = Stream.ofNullable(System.getenv("CHROME")).map(Path::of);
        Stream<Path> found = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        Stream<Path> mac = Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
        return Stream.of(named, found, mac)
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Only root of a Debian can, which is what a build machine is; a person decides about their own machine. */
    private static Path install() {
        boolean canInstall =
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/apt-get"));
        try {
            if (canInstall && apt("update") && apt("install", "chromium", "fonts-noto-cjk")) {
                return find().orElseThrow();
            }
        } catch (IOException e) {
            throw new IllegalStateException("chromium cannot be installed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(
                "The browser tests need Chromium or Chrome: put it on the PATH, or name it by CHROME=/path/to/it"
                        + " (Debian: apt-get install chromium fonts-noto-cjk)");
    }

    private static boolean apt(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-y", "-qq", "--no-install-recommends"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor() == 0;
    }
}
