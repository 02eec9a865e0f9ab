package org.yimen.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Gives {@code yimen.data} a value where it has none, so that database, files and keys agree on the place. */
final class DataFolderSetting implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty("yimen.data")) {
            return;
        }
        try {
            Map<String, Object> setting =
                    Map.of("yimen.data", DataFolder.standard().toString());
            environment.getPropertySources().addLast(new MapPropertySource("data folder", setting));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
