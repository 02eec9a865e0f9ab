package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.platform.RuleBroken;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "yimen.words.strict=true",
            "yimen.styleguide=true",
            // Without a database there is none to be ready.
            "management.endpoint.health.validate-group-membership=false"
        })
class PagesTest {

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPageIsChineseUntilTheReaderChoosesOtherwise() throws Exception {
        HttpResponse<String> answer = ask("/help/privacy");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page(answer).expectFirst("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("zh-CN");
    }

    @Test
    void theSwitchShowsTheSamePageInEnglishAndRemembersIt() throws Exception {
        HttpResponse<String> answer = ask("/help/privacy?lang=en");

        assertThat(page(answer).expectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("lang=en;")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        Document next = page(ask("/help/accessibility", "Cookie", "lang=en"));
        assertThat(next.expectFirst("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void aSwitchKeepsTheRestOfTheAddress() throws Exception {
        Document page = page(ask("/help/privacy?from=footer&lang=en"));

        assertThat(page.expectFirst("a[hreflang=zh-CN]").attr("href")).isEqualTo("/help/privacy?from=footer&lang=zh");
    }

    @Test
    void noSwitchLeadsToAnotherHost() throws Exception {
        for (String path : new String[] {"//evil.example/a", "///evil.example/a?b=c"}) {
            Document page = page(ask(path));

            assertThat(page.select("a[hreflang]").eachAttr("href"))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(href -> href.startsWith("/evil.example/a?"));
        }
        assertThat(FormPages.ours("/\\evil.example")).isEqualTo("/evil.example");
        assertThat(FormPages.ours("/help")).isEqualTo("/help");
    }

    @Test
    void elderModeIsTheSameAddressWithAPersonToCallOnEveryPage() throws Exception {
        Document page = page(ask("/help/privacy", "Cookie", "elder=on"));

        assertThat(page.expectFirst("html").hasClass("ym-elder")).isTrue();
        assertThat(page.select(".ym-call a[href=tel:12345]")).hasSize(1);
        assertThat(page.select(".ym-nav")).isEmpty();
    }

    @Test
    void eyeProtectColoursAreRemembered() throws Exception {
        Document page = page(ask("/help/privacy", "Cookie", "eye=on"));

        assertThat(page.expectFirst("html").hasClass("ym-eye")).isTrue();
    }

    @Test
    void aMadeUpValueOfASwitchIsNotRemembered() throws Exception {
        HttpResponse<String> answer = ask("/help/privacy?lang=de");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aPageWithoutAFormCostsNoSession() throws Exception {
        assertThat(ask("/help/privacy").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void everyAnswerForbidsInlineScriptAndStyle() throws Exception {
        for (String path : new String[] {"/help/privacy", "/no/such/page", "/test/bug"}) {
            assertThat(ask(path).headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValue(SecurityHeaders.CONTENT_SECURITY_POLICY);
        }
    }

    @Test
    void aPageHasNothingThatThePolicyForbids() throws Exception {
        Document page = page(ask("/styleguide?elder=off"));

        assertThat(page.select("[style], style, script:not([src]), [onclick]")).isEmpty();
    }

    @Test
    void aStyleSheetIsFoundUnderTheHashOfItsContentAndKept() throws Exception {
        String sheet =
                page(ask("/help/privacy")).expectFirst("link[rel=stylesheet]").attr("href");

        HttpResponse<String> answer = ask(sheet, "Accept-Encoding", "gzip");

        assertThat(sheet).matches("/assets/yimen-[0-9a-f]{32}\\.css");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void whatNobodyFindsIsSaidInBothLanguages() throws Exception {
        HttpResponse<String> chinese = ask("/no/such/page");
        HttpResponse<String> english = ask("/no/such/page?lang=en");

        assertThat(chinese.statusCode()).isEqualTo(404);
        assertThat(page(chinese).expectFirst("h1").text()).isEqualTo("没有这一页");
        assertThat(page(english).expectFirst("h1").text()).isEqualTo("There is no such page");
    }

    @Test
    void aRefusalByRuleSaysWhichRule() throws Exception {
        HttpResponse<String> answer = ask("/test/rule");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page(answer).expectFirst(".ym-error__why").text()).isEqualTo("3 个工作日");
    }

    @Test
    void aLostRaceSaysThatSomebodyElseChangedIt() throws Exception {
        HttpResponse<String> answer = ask("/test/race");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(page(answer).title()).startsWith("已被他人更新");
    }

    @Test
    void aForbiddenPageIsDesignedToo() throws Exception {
        HttpResponse<String> answer = ask("/test/forbidden");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(page(answer).expectFirst("h1").text()).isEqualTo("这一页您不能看");
    }

    @Test
    void aRequestThatCannotBeReadIsRefusedKindly() throws Exception {
        HttpResponse<String> answer = ask("/test/number/three");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page(answer).expectFirst("h1").text()).isEqualTo("这个请求看不懂");
    }

    @Test
    void aBugShowsNothingOfItselfButANumberToReport() throws Exception {
        HttpResponse<String> answer = ask("/test/bug");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret").containsPattern("请说编号：[0-9a-f]{8}");
    }

    private HttpResponse<String> ask(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Document page(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body());
    }

    @Configuration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @ComponentScan({"org.yimen.platform.web", "org.yimen.platform.ui"})
    static class Application {

        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .build();
        }
    }

    @Controller
    static class Failing {

        @GetMapping("/test/rule")
        ModelAndView rule() {
            throw new NotNow();
        }

        @GetMapping("/test/race")
        ModelAndView race() {
            throw new OptimisticLockingFailureException("version 3 is gone");
        }

        @GetMapping("/test/forbidden")
        ModelAndView forbidden() {
            throw new AccessDeniedException("not yours");
        }

        @GetMapping("/test/bug")
        ModelAndView bug() {
            throw new IllegalStateException("a secret of " + Locale.ROOT);
        }

        @GetMapping("/test/number/{number}")
        ModelAndView number(@PathVariable int number) {
            throw new IllegalStateException("unread " + number);
        }
    }

    static final class NotNow extends RuleBroken {
        NotNow() {
            super("platform.count.working-days", 3);
        }
    }
}
