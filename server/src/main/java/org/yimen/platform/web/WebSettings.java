package org.yimen.platform.web;

import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.yimen.platform.CityTime;
import org.yimen.platform.Setting;

/** How pages are made and sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Site.class)
@PropertySource(value = "classpath:site.properties", encoding = "UTF-8")
class WebSettings implements WebMvcConfigurer {

    private static final String ASSETS = "/assets/";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int LONGEST_NOTICE = 200;
    private static final DataSize WORTH_COMPRESSING = DataSize.ofKilobytes(1);

    /** The names in pages carry the hash of the content, so a browser need never ask twice. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(ASSETS + "**")
                .addResourceLocations("classpath:/static" + ASSETS)
                .setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** Days and moments in addresses are such as databases and pages can show. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, Typed::day);
        registry.addConverter(String.class, Instant.class, CityTime::parseMoment);
    }

    @Bean
    Assets assets(ResourceUrlProvider urls) {
        return name -> {
            String url = urls.getForLookupPath(ASSETS + name);
            if (url == null) {
                throw new IllegalStateException("No asset " + name);
            }
            return url;
        };
    }

    @Bean
    Setting notice() {
        return Setting.line(Shells.NOTICE, "system-admin", LONGEST_NOTICE);
    }

    /** Until somebody sets another one it is the number of the configuration. */
    @Bean
    Setting sitePhone(Site site) {
        return new Setting(
                Site.PHONE,
                "system-admin",
                site.phone(),
                text -> text.matches("[0-9]{3,5}|[0-9]{3,4}-?[0-9]{7,8}|[0-9]{4}-[0-9]{3} [0-9]{4}")
                        ? Optional.empty()
                        : Optional.of("platform.setting.phone-wrong"));
    }

    @Bean
    Setting englishNotice() {
        return Setting.line(Shells.NOTICE_EN, "system-admin", LONGEST_NOTICE);
    }

    @Bean
    Vocabulary vocabulary(@Value("${yimen.words.strict:false}") boolean strict) {
        return Vocabulary.ofClassPath(strict);
    }

    /** Compiled with the program; with {@code -Dyimen.jte.dev=server/src/main/jte} compiled anew at each change. */
    @Bean
    TemplateEngine templateEngine(@Value("${yimen.jte.dev:}") String sources) {
        if (sources.isEmpty()) {
            return TemplateEngine.createPrecompiled(ContentType.Html);
        }
        CodeResolver resolver = new DirectoryCodeResolver(Path.of(sources));
        TemplateEngine engine = TemplateEngine.create(
                resolver,
                Path.of("target", "jte-dev"),
                ContentType.Html,
                getClass().getClassLoader());
        engine.setTrimControlStructures(true);
        return engine;
    }

    /** Spring's own messages follow the reader as well. */
    @Bean
    LocaleResolver localeResolver() {
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return Reader.of(request).locale();
            }

            @Override
            public void setLocale(
                    HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException("A reader chooses the language with a link");
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> compression() {
        Compression compression = new Compression();
        compression.setEnabled(true);
        compression.setMinResponseSize(WORTH_COMPRESSING);
        return server -> server.setCompression(compression);
    }

    /** Before everything that goes by an address. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> gateway(
            @Value("${yimen.gateway.addresses:}") List<String> addresses) {
        var forwarded = new ForwardedAddress(addresses);
        return server -> server.addEngineValves(forwarded);
    }

    /** After Spring Boot's own, so that it stands nearer to the application and speaks first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsAtTheGate(Problems problems) {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new RefusedAtTheGate(problems)));
    }
}
