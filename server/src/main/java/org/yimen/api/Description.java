package org.yimen.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.identity.Scope;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Problems;

/** What every operation of the description has in common: security, headers, problems. */
@Configuration(value = "apiDescription", proxyBeanMethods = false)
class Description {

    private static final String OAUTH = "oauth2";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String KEY = "Idempotency-Key";
    private static final String ONCE =
            "One key for one intent, 1 to " + FormKey.LONGEST + " printable ASCII characters. A repeat under the"
                    + " same key does nothing again; the same key with another body is refused with 422.";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Yimen 一门 API")
                        .version("1")
                        .description("What the pages of a government-service centre do, for other systems. Errors are"
                                + " problem details (RFC 9457) in the language of Accept-Language (zh, en).")
                        .license(new License().name("Apache-2.0")))
                .components(new Components().addSecuritySchemes(OAUTH, scheme()));
    }

    private static SecurityScheme scheme() {
        var scopes = new Scopes();
        for (Scope scope : Scope.values()) {
            scopes.addString(scope.code(), scope.code());
        }
        return new SecurityScheme()
                .type(SecurityScheme.Type.OAUTH2)
                .description("Client credentials; a token lives ten minutes.")
                .flows(new OAuthFlows()
                        .clientCredentials(
                                new OAuthFlow().tokenUrl("/oauth2/token").scopes(scopes)));
    }

    @Bean
    GlobalOpenApiCustomizer common() {
        return description -> {
            // Where it is reached is the reader's to know; the library would write the host of the first request.
            description.setServers(List.of(new Server().url("/")));
            description.getComponents().addSchemas("Problem", problem());
            description
                    .getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) ->
                                    Door.at(method.name(), path).ifPresent(door -> describe(door, operation))));
        };
    }

    private static void describe(Door door, Operation operation) {
        operation.setTags(List.of(door.path().split("/", -1)[3]));
        operation.setSecurity(
                List.of(new SecurityRequirement().addList(OAUTH, door.scope().code())));
        List<Parameter> parameters =
                new ArrayList<>(operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters());
        for (Parameter parameter : parameters) {
            if (KEY.equals(parameter.getName())) {
                parameter
                        .required(true)
                        .description(ONCE)
                        .example("5f1c2d7e-4a4b-4b9e-9f5e-2f7d3c1a0b69")
                        .setSchema(pattern("^[!-~]{1," + FormKey.LONGEST + "}$"));
            }
            if ("If-Match".equals(parameter.getName())) {
                parameter
                        .description("The ETag that was read; another version by now answers 412.")
                        .example("\"3\"")
                        .setSchema(pattern("^\"[0-9]{1,18}\"$"));
            }
        }
        parameters.add(new Parameter()
                .in("header")
                .name("Accept-Language")
                .required(false)
                .description("zh (as a rule) or en.")
                .schema(new StringSchema()));
        operation.setParameters(parameters);
        refusals(door)
                .forEach((status, text) -> operation.getResponses().addApiResponse(status, refusal(status, text)));
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
        }
    }

    private static Map<String, String> refusals(Door door) {
        var all = new LinkedHashMap<String, String>();
        all.put("400", "Not as described; errors names the fields.");
        all.put("401", "No token, or one that has ended.");
        all.put("403", "The scope, or the posts and letters of the machine, do not allow it.");
        all.put("404", "Not there, or not for the caller to see.");
        all.put("406", "Only application/json is given.");
        all.put("429", "Too often; see Retry-After.");
        if (!door.method().equals("GET")) {
            all.put(
                    "409",
                    "Somebody else was faster, or the case is not in a state in which this is done; then code says so.");
            all.put("411", "A body comes with its length.");
            all.put("412", "The version in If-Match is not the present one.");
            all.put("413", "The body is too large.");
            all.put("415", "Not application/json.");
            all.put("422", "A rule refuses it; code names the rule.");
        }
        return all;
    }

    private static ApiResponse refusal(String status, String text) {
        var answer = new ApiResponse()
                .description(text)
                .content(new Content()
                        .addMediaType(
                                Problems.MEDIA_TYPE,
                                new MediaType()
                                        .schema(new Schema<>().$ref(PROBLEM))
                                        .example(example(status, text))));
        if (status.equals("429")) {
            answer.addHeaderObject(
                    "Retry-After", new Header().schema(new IntegerSchema()).description("Seconds."));
        }
        return answer;
    }

    private static Map<String, Object> example(String status, String text) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "/help/api");
        example.put("title", text);
        example.put("status", Integer.parseInt(status));
        example.put("detail", text);
        example.put("errors", List.of());
        return example;
    }

    private static Schema<?> problem() {
        var field = new ObjectSchema();
        field.addProperty("field", new StringSchema());
        field.addProperty("code", new StringSchema());
        field.addProperty("detail", new StringSchema());
        var errors = new ArraySchema();
        errors.setItems(field);
        var problem = new ObjectSchema();
        problem.setDescription("RFC 9457");
        problem.addProperty("type", said("Leads to what is said of this kind of problem.", "uri-reference"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("code", said("Names the rule, in every language the same.", null));
        problem.addProperty("reference", said("Finds a failure in our log.", null));
        problem.addProperty("errors", errors);
        problem.setRequired(List.of("type", "title", "status", "detail", "errors"));
        return problem;
    }

    private static StringSchema said(String description, @Nullable String format) {
        var schema = new StringSchema();
        schema.setDescription(description);
        schema.setFormat(format);
        return schema;
    }

    private static StringSchema pattern(String pattern) {
        var schema = new StringSchema();
        schema.setPattern(pattern);
        return schema;
    }
}
