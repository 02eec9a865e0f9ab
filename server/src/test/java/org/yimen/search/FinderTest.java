package org.yimen.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTest {

    private static final Finder FINDER = new Finder();

    static {
        FINDER.replaceAll(everything());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "食品经营许可, food",
        "开饭店, food",
        "開飯店, food",
        "食品經營許可, food",
        "个体工商户登记, trader",
        "個體戶, trader",
        "个体户, trader",
        "yyzz, trader",
        "yingyezhizhao, trader",
        "gongjijin, fund",
        "gong ji jin, fund",
        "GongJiJin, fund",
        "gjj, fund",
        "公积金, fund",
        "kaifandian, food",
        "施工许可, building",
        "sgxk, building",
        "yidijiuyi, elsewhere",
        "lvguan, public-place",
        "luguan, public-place",
        "dibao, welfare",
        "food business licence, food",
        "housing fund, fund",
        "teacher, teacher",
        "disability, disability",
        "tobaco, tobacco",
        "restuarant, food",
        "ＦＯＯＤ, food",
        "gongjijing, fund"
    })
    void theNearestComesFirst(String query, String expected) {
        assertThat(first(query)).isEqualTo(expected);
    }

    @Test
    void everydayQueriesFindTheirItem() {
        var everyday = everydayQueries();

        var missedFirst = everyday.stream()
                .filter(each -> !each.item().equals(first(each.query())))
                .toList();
        var missedThree = everyday.stream()
                .filter(each -> ids(each.query(), 3).stream().noneMatch(each.item()::equals))
                .toList();

        assertThat(everyday).hasSizeGreaterThan(80);
        // A bar needs two licences, so the other comes first; 医保 leads to its registration.
        assertThat(missedFirst)
                .as("not first")
                .containsExactlyInAnyOrder(new Everyday("酒吧", "food"), new Everyday("跨省住院医保备案", "elsewhere"));
        assertThat(missedThree).as("not among three").isEmpty();
    }

    /** Written down before they were tried, and no word was added to the list for them: about two of three are found. */
    @Test
    void queriesThatNobodyPreparedForMostlyFindTheirItem() {
        var unprepared = queries(
                "food 麻辣烫 卖卤味 甜品铺 公司食堂",
                "public-place 网红民宿 泡澡 台球厅 养生会所",
                "building 农村建房施工 工程开工手续 工地手续",
                "water 农田打井 工厂用地下水",
                "teacher 教师编 普通话证书 数学老师",
                "equipment 过山车 小区电梯 蒸汽锅炉年检",
                "elsewhere 在上海看病 异地生孩子报销 医保转外地",
                "fund 公积金还房贷 离职公积金 公积金销户",
                "welfare 孤寡老人 低收入家庭",
                "tobacco 卖香烟 便利店烟证",
                "disability 视障 腿残 残疾补贴",
                "trader 夫妻小店 开淘宝店 个体变更");

        assertThat(unprepared).hasSize(35);
        assertThat(unprepared)
                .filteredOn(each -> each.item().equals(first(each.query())))
                .hasSizeGreaterThanOrEqualTo(21);
        assertThat(unprepared)
                .filteredOn(each -> ids(each.query(), 3).contains(each.item()))
                .hasSizeGreaterThanOrEqualTo(23);
    }

    @Test
    void titlesWeighMoreThanAliasesAndAliasesMoreThanBodies() {
        var finder = new Finder();
        finder.replaceAll(List.of(
                new Findable("body", "item", List.of("其他事项一"), List.of(), "与道路运输有关的说明"),
                new Findable("alias", "item", List.of("其他事项二"), List.of("道路运输证"), ""),
                new Findable("title", "item", List.of("道路运输经营"), List.of(), "")));

        assertThat(finder.find("道路运输", 10).stream().map(Hit::id)).containsExactly("title", "alias", "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"量子计算机", "xyzzy", "zzzzzz", "flying saucer", "👍"})
    void whatIsNotThereIsNotFound(String query) {
        assertThat(FINDER.find(query, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "\n\t",
                "*",
                "a*",
                "title:x AND (",
                "\"",
                "\\",
                "~",
                "食品~2",
                "[a TO b]",
                "+-&&||!(){}^",
                "\ud800",
                "食\ud800品",
                "证",
                "a",
                "的",
                "怎么办理",
                "\u202e食品"
            })
    void oddQueriesAreTakenAsTheyCome(String query) {
        assertThat(FINDER.find(query, 10)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void onlyTheBeginningOfAVeryLongQueryIsRead() {
        assertThat(first("食品经营许可" + " ".repeat(94) + "取水许可".repeat(250_000))).isEqualTo("food");
        assertThat(FINDER.find("abcdefgh ".repeat(100_000), 10)).hasSizeLessThanOrEqualTo(10);
        assertThat(FINDER.find("食品取水公积金低保".repeat(100_000), 10)).hasSizeLessThanOrEqualTo(10);
    }

    @Property(tries = 500)
    void noTextBreaksTheSearch(@ForAll String query, @ForAll int limit) {
        assertThat(FINDER.find(query, limit)).hasSizeLessThanOrEqualTo(Math.max(0, limit));
    }

    @Test
    void anEmptyFinderFindsNothing() {
        assertThat(new Finder().find("食品", 10)).isEmpty();
    }

    @Test
    void whatWasReplacedIsNotFoundAnyMore() {
        var finder = new Finder();
        finder.replaceAll(everything());

        finder.replaceAll(List.of(new Findable("only", "page", List.of("办事大厅"), List.of(), "")));

        assertThat(finder.find("食品经营许可", 10)).isEmpty();
        assertThat(finder.find("大厅", 10)).singleElement().returns("page", Hit::kind);
    }

    @Test
    void searchesGoOnWhileTheIndexIsReplaced() throws Exception {
        var finder = new Finder();
        finder.replaceAll(everything());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var searches = IntStream.range(0, 200)
                    .mapToObj(_ -> threads.submit(
                            () -> finder.find("公积金", 1).getFirst().id()))
                    .toList();
            for (int i = 0; i < 10; i++) {
                finder.replaceAll(everything());
            }

            for (var search : searches) {
                assertThat(search.get()).isEqualTo("fund");
            }
        }
    }

    private static String first(String query) {
        return ids(query, 1).stream().findFirst().orElse("nothing");
    }

    private static List<String> ids(String query, int limit) {
        return FINDER.find(query, limit).stream().map(Hit::id).toList();
    }

    private record Everyday(String query, String item) {}

    private static List<Everyday> everydayQueries() {
        return queries(
                "public-place 开理发店 宾馆卫生许可证 酒店要办什么证 游泳馆许可 美容院开业 公共场所卫生 美甲店 桑拿 青年旅社",
                "food 我想开一家餐馆 奶茶店办证 食品许可证 餐饮许可怎么办理 超市卖食品 小吃店需要什么手续 火锅店加盟 卖早点 酒吧 快餐外卖",
                "trader 办执照 注册个体户 个体户营业执照 我要摆摊做生意 个体注册 开网店 注销个体",
                "building 施工许可证 工地开工 建筑施工许可 盖楼要什么手续 建设工程施工 装修开工 厂房施工",
                "water 打井 取水证 用地下水怎么申请 取水许可证 河里抽水 自备水井 从水库取水",
                "teacher 教师资格证 考教资认定 当老师要什么证 教师证 高中教师资格 幼师资格 小学老师资格",
                "equipment 电梯登记 叉车上牌 锅炉使用登记 特种设备 电梯使用证 货梯年检 塔吊",
                "elsewhere 外地看病报销 异地就医 跨省住院医保备案 去外地住院 异地医保备案 在外省住院 医保异地",
                "fund 提取公积金 公积金怎么取出来 租房提取公积金 买房取公积金 住房公积金 公积金购房 退休领公积金",
                "welfare 低保 申请低保 困难补助 最低生活保障金 吃低保要什么材料 贫困救助 没有收入",
                "tobacco 卖烟许可证 烟草证 香烟零售 烟草专卖 开烟酒店 卖电子烟",
                "disability 残疾证 办残疾人证 残疾等级评定 残疾鉴定 残疾人证换证 聋哑人 轮椅");
    }

    private static List<Everyday> queries(String... lines) {
        return Stream.of(lines)
                .flatMap(line -> {
                    var words = List.of(line.split(" ", -1));
                    return words.stream().skip(1).map(query -> new Everyday(query, words.getFirst()));
                })
                .toList();
    }

    private static List<Findable> everything() {
        var all = new ArrayList<>(List.of(
                item(
                        "public-place",
                        "公共场所卫生许可",
                        "Health licence for public places",
                        "卫生许可证",
                        "宾馆、理发店、游泳馆等公共场所开业前申请的卫生许可，核对卫生检测报告和从业人员健康证明。"),
                item("food", "食品经营许可", "Food business licence", "食品经营许可证", "从事食品销售和餐饮服务的经营者申请。核查经营场所的布局和设备。"),
                item(
                        "trader",
                        "个体工商户登记",
                        "Registration of a sole trader",
                        "营业执照",
                        "有经营能力的公民从事工商业经营的登记。领取执照后方可经营食品、烟草以外的项目。"),
                item("building", "建筑工程施工许可", "Construction permit", "施工许可证", "建设单位在开工前申请，须已办理用地批准和规划许可，资金已经落实。"),
                item("water", "取水许可", "Water abstraction permit", "取水许可证", "利用取水工程直接从江河、湖泊或者地下取用水资源的单位和个人申请。"),
                item(
                        "teacher",
                        "教师资格认定",
                        "Recognition of teacher qualification",
                        "教师资格证",
                        "具备学历、普通话水平和教育教学能力的公民申请认定幼儿园、小学、初中教师资格。"),
                item(
                        "equipment",
                        "特种设备使用登记",
                        "Registration of special equipment",
                        "使用登记证",
                        "锅炉、压力容器、电梯、起重机械、场内专用机动车辆投入使用前后三十日内登记。"),
                item(
                        "elsewhere",
                        "异地就医备案",
                        "Filing for medical treatment elsewhere",
                        "异地就医",
                        "参保人到参保地以外就医前备案，住院费用直接结算。"),
                item("fund", "住房公积金提取", "Withdrawal from the housing fund", "公积金提取", "职工购买、建造、租赁自住住房，或者离休、退休时提取账户余额。"),
                item("welfare", "最低生活保障", "Minimum living allowance", "低保", "共同生活的家庭成员人均收入低于当地标准的家庭申请，审核家庭收入和财产。"),
                item("tobacco", "烟草专卖零售许可", "Tobacco retail licence", "烟草专卖零售许可证", "从事烟草制品零售业务，经营场所与住所相独立，符合合理布局的要求。"),
                item("disability", "残疾人证", "Certificate of disability", "残疾证", "视力、听力、言语、肢体、智力、精神残疾人经评定后核发。")));
        // Items that share words with those twelve.
        Stream.of(
                        "居民身份证申领、换领、补领",
                        "企业设立登记",
                        "企业注销登记",
                        "药品零售企业经营许可",
                        "第三类医疗器械经营许可",
                        "仅销售预包装食品备案",
                        "医疗机构执业登记",
                        "建设工程规划许可",
                        "特殊建设工程消防设计审查",
                        "建筑起重机械使用登记",
                        "城镇污水排入排水管网许可",
                        "河道管理范围内建设项目工程建设方案审批",
                        "幼儿园设立审批",
                        "校车驾驶资格许可",
                        "基本医疗保险参保登记",
                        "医药机构定点协议管理申请",
                        "社会保险登记",
                        "单位住房公积金缴存登记",
                        "特困人员认定和供养",
                        "临时救助",
                        "出版物零售业务经营许可",
                        "公众聚集场所投入使用、营业前消防安全检查",
                        "结婚登记",
                        "不动产抵押权登记",
                        "车辆购置税申报",
                        "公路超限运输许可",
                        "固定污染源排污登记",
                        "用水报装（新装、过户）",
                        "劳务派遣经营许可",
                        "困难残疾人生活补贴")
                .map(title -> new Findable(title, "item", List.of(title), List.of(), title + "的办事指南"))
                .forEach(all::add);
        return all;
    }

    private static Findable item(String id, String zh, String en, String alias, String body) {
        return new Findable(id, "item", List.of(zh, en), List.of(alias), body);
    }
}
