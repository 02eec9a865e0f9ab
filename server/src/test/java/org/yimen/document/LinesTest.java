package org.yimen.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.yimen.document.Lines.Line;

class LinesTest {

    @Test
    void aClosingMarkNeverBeginsALineAndAnOpeningOneNeverEndsIt() {
        assertThat(broken("根据《行政许可法》，受理。", 3)).containsExactly("根据", "《行政", "许可", "法》，", "受理。");
    }

    @Test
    void aMarkHangsOverTheEdge() {
        assertThat(broken("申请材料，齐全", 4.5)).containsExactly("申请材料，", "齐全");
    }

    @Test
    void aNumberStaysWholeWhereItFits() {
        assertThat(broken("编号629901已受理", 4)).containsExactly("编号", "629901已", "受理");
        assertThat(broken("1234567890", 3)).hasSize(2);
    }

    @Property(tries = 300)
    void nothingIsLostAndNoLineIsTooWide(
            @ForAll @StringLength(max = 120) @CharRange(from = '一', to = '三') @Chars({'，', '（', '）', 'A', '7', '。'})
                    String text,
            @ForAll @IntRange(min = 6, max = 30) int width) {
        List<Line> lines = Lines.broken(text, width - 2, width, 1, LinesTest::measure);

        assertThat(lines.stream().map(Line::text).collect(Collectors.joining())).isEqualTo(text);
        assertThat(lines.getLast().last()).isTrue();
        // A run of marks longer than a line cannot be obeyed, only cut.
        assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width + 0.5));
    }

    private static List<String> broken(String text, double width) {
        return Lines.broken(text, width, width, 1, LinesTest::measure).stream()
                .map(Line::text)
                .toList();
    }

    /** A Chinese character is 1 wide, a Latin one half. */
    private static double measure(String text) {
        return text.chars().mapToDouble(each -> each < 0x80 ? 0.5 : 1).sum();
    }
}
