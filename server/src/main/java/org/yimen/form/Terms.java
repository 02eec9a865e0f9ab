package org.yimen.form;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an expression may speak of: some questions, by their codes with {@code _} for the hyphen, and their types. CEL
 * alone says what it may do with them; beside its own functions there are {@code answered(question)}, {@code sum(list)}
 * and {@code yuan(number)}.
 */
public final class Terms {

    /** The list of what is answered; no code ends in {@code _}, so no question can be called so. */
    static final String GIVEN = "given_";

    private static final String PERIOD = "period_";
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

    /** No condition that a person can check at a glance is longer, and no evaluation takes long. */
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(500)
            .maxParseRecursionDepth(32)
            .comprehensionMaxIterations(2 * Field.MOST_ROWS)
            .maxRegexProgramSize(200)
            .build();

    private static final CelMacro ANSWERED = CelMacro.newGlobalMacro("answered", 1, (make, _, arguments) -> {
        CelExpr question = arguments.getFirst();
        return question.getKind() == CelExpr.ExprKind.Kind.IDENT
                // The second half is true of every question; it is there so that an unknown one is found.
                ? Optional.of(make.newGlobalCall(
                        "@in", make.newStringLiteral(question.ident().name()), make.newIdentifier(GIVEN)))
                : Optional.of(make.reportError("answered() takes the name of a question"));
    });

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                    CelFunctionBinding.from("sum_ints", List.class, Terms::sumOfInts),
                    CelFunctionBinding.from("sum_doubles", List.class, Terms::sumOfDoubles),
                    CelFunctionBinding.from("yuan_int", Long.class, yuan -> Math.multiplyExact(yuan, 100L)),
                    CelFunctionBinding.from("yuan_double", Double.class, yuan -> Math.round(yuan * 100)))
            .build();

    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, CelType> rows = new HashMap<>();
    private final CelCompiler compiler;

    private Terms(Collection<Question> known) {
        known.forEach(question -> questions.put(name(question.code()), question));
        rows.put(
                PERIOD,
                StructType.create(PERIOD, ImmutableSet.of("from", "until"), _ -> Optional.of(SimpleType.TIMESTAMP)));
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.FILTER,
                        CelStandardMacro.MAP)
                .addMacros(ANSWERED)
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration(
                                "sum",
                                CelOverloadDecl.newGlobalOverload(
                                        "sum_ints", SimpleType.INT, ListType.create(SimpleType.INT)),
                                CelOverloadDecl.newGlobalOverload(
                                        "sum_doubles", SimpleType.DOUBLE, ListType.create(SimpleType.DOUBLE))),
                        CelFunctionDecl.newFunctionDeclaration(
                                "yuan",
                                CelOverloadDecl.newGlobalOverload("yuan_int", SimpleType.INT, SimpleType.INT),
                                CelOverloadDecl.newGlobalOverload("yuan_double", SimpleType.INT, SimpleType.DOUBLE)))
                .addVar(GIVEN, ListType.create(SimpleType.STRING));
        questions.forEach((name, question) -> builder.addVar(name, type(name, question.field())));
        this.compiler =
                builder.setTypeProvider(new RowTypes(ImmutableMap.copyOf(rows))).build();
    }

    private record RowTypes(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(byName.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    /** For expressions over these questions. */
    public static Terms of(Collection<Question> questions) {
        return new Terms(questions);
    }

    /** How expressions call a question or a column. */
    static String name(String code) {
        return code.replace('-', '_');
    }

    public Claim claim(String source) throws ExpressionBroken {
        return new Claim(compiled(source, SimpleType.BOOL));
    }

    /** How the answer to a question of this kind follows from the others. */
    public Computation computation(String source, Field field) throws ExpressionBroken {
        CelType type = switch (field) {
            case Field.Whole _, Field.Money _ -> SimpleType.INT;
            case Field.Decimal _ -> SimpleType.DOUBLE;
            case Field.YesNo _ -> SimpleType.BOOL;
            case Field.Day _ -> SimpleType.TIMESTAMP;
            case Field.Line _ -> SimpleType.STRING;
            default -> throw new ExpressionBroken(1, 1, "an answer of the kind " + field.kind() + " is not computed");
        };
        return new Computation(compiled(source, type), field);
    }

    private Expression compiled(String source, CelType wanted) throws ExpressionBroken {
        CelValidationResult result = compiler.compile(source);
        if (result.hasError()) {
            throw broken(result.getErrors().getFirst());
        }
        try {
            CelAbstractSyntaxTree ast = result.getAst();
            if (!ast.getResultType().equals(wanted)) {
                throw new ExpressionBroken(
                        1, 1, "gives " + ast.getResultType().name() + " where " + wanted.name() + " is needed");
            }
            var spoken = new LinkedHashSet<String>();
            for (CelNavigableExpr node :
                    CelNavigableAst.fromAst(ast).getRoot().allNodes().toList()) {
                spokenOf(node.expr()).ifPresent(spoken::add);
                choices(node.expr(), ast);
            }
            Set<String> codes =
                    spoken.stream().map(questions::get).map(Question::code).collect(Collectors.toUnmodifiableSet());
            return new Expression(source, codes, RUNTIME.createProgram(ast));
        } catch (dev.cel.common.CelValidationException | CelEvaluationException impossible) {
            throw new IllegalStateException("Compiled without error and not usable: " + source, impossible);
        }
    }

    private static ExpressionBroken broken(CelIssue issue) {
        CelSourceLocation at = issue.getSourceLocation();
        return new ExpressionBroken(Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, issue.getMessage());
    }

    private Optional<String> spokenOf(CelExpr node) throws ExpressionBroken {
        if (node.getKind() == CelExpr.ExprKind.Kind.IDENT
                && questions.containsKey(node.ident().name())) {
            return Optional.of(node.ident().name());
        }
        if (node.getKind() != CelExpr.ExprKind.Kind.CALL
                || !node.call().function().equals("@in")) {
            return Optional.empty();
        }
        boolean answered = isNamed(node.call().args().getLast(), GIVEN);
        if (!answered) {
            return Optional.empty();
        }
        String name = node.call().args().getFirst().constant().stringValue();
        if (!questions.containsKey(name)) {
            throw new ExpressionBroken(1, 1, "undeclared reference to '" + name + "'");
        }
        return Optional.of(name);
    }

    private static boolean isNamed(CelExpr node, String name) {
        return node.getKind() == CelExpr.ExprKind.Kind.IDENT
                && node.ident().name().equals(name);
    }

    /** CEL takes a choice for a text like any other; here a choice that the question does not offer is a mistake. */
    private void choices(CelExpr node, CelAbstractSyntaxTree ast) throws ExpressionBroken {
        if (node.getKind() != CelExpr.ExprKind.Kind.CALL
                || !COMPARISONS.contains(node.call().function())) {
            return;
        }
        List<CelExpr> sides = node.call().args();
        for (CelExpr side : sides) {
            if (side.getKind() != CelExpr.ExprKind.Kind.IDENT) {
                continue;
            }
            Question question = questions.get(side.ident().name());
            if (question == null || question.choices().isEmpty()) {
                continue;
            }
            List<Question.Choice> choices = question.choices();
            for (CelExpr text : sides.stream().flatMap(Terms::texts).toList()) {
                String choice = text.constant().stringValue();
                if (choices.stream().noneMatch(each -> each.code().equals(choice))) {
                    int offset = ast.getSource().getPositionsMap().getOrDefault(text.id(), 0);
                    throw new ExpressionBroken(1, offset + 1, "'" + choice + "' is no choice of " + question.code());
                }
            }
        }
    }

    private static Stream<CelExpr> texts(CelExpr node) {
        return switch (node.getKind()) {
            case CONSTANT ->
                node.constant().getKind() == CelConstant.Kind.STRING_VALUE ? Stream.of(node) : Stream.empty();
            case LIST -> node.list().elements().stream().flatMap(Terms::texts);
            default -> Stream.empty();
        };
    }

    private CelType type(String name, Field field) {
        return switch (field) {
            case Field.Many _ -> ListType.create(SimpleType.STRING);
            case Field.Day _ -> SimpleType.TIMESTAMP;
            case Field.Whole _, Field.Money _ -> SimpleType.INT;
            case Field.Decimal _ -> SimpleType.DOUBLE;
            case Field.YesNo _ -> SimpleType.BOOL;
            case Field.Period _ -> rows.getOrDefault(PERIOD, SimpleType.DYN);
            case Field.Table table -> ListType.create(row(name, table));
            case Field.Line _, Field.Lines _, Field.Address _, Field.CitizenNumber _, Field.CreditNumber _ ->
                SimpleType.STRING;
            case Field.Phone _, Field.Region _, Field.One _, Field.File _, Field.Licence _ -> SimpleType.STRING;
        };
    }

    private CelType row(String name, Field.Table table) {
        ImmutableMap<String, CelType> columns = table.columns().stream()
                .collect(ImmutableMap.toImmutableMap(
                        column -> name(column.code()), column -> type(name(column.code()), column.field())));
        var type = StructType.create(
                "row_." + name,
                ImmutableSet.copyOf(columns.keySet()),
                column -> Optional.ofNullable(columns.get(column)));
        rows.put(type.name(), type);
        return type;
    }

    private static long sumOfInts(List<?> numbers) {
        long sum = 0;
        for (Object number : numbers) {
            sum = Math.addExact(sum, (Long) number);
        }
        return sum;
    }

    private static double sumOfDoubles(List<?> numbers) {
        return numbers.stream().mapToDouble(number -> (Double) number).sum();
    }
}
