using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class ChartTableTests
{
    [Fact]
    public void ToCsv_AwkwardCells_AreQuotedAndFormulasDisarmed()
    {
        var table = new ChartTable(["Name", "Change"], [["a, \"b\"", "-6.2"], ["=HYPERLINK(1)", "0"]]);

        Assert.Equal("Name,Change\r\n\"a, \"\"b\"\"\",-6.2\r\n'=HYPERLINK(1),0\r\n", table.ToCsv());
    }

    [Fact]
    public void ToCsv_FiguresAsShown_AreNumbersToEverySpreadsheet() =>
        Assert.Equal("p50\r\n2050\r\n-6.2\r\n1234567.5\r\n", new ChartTable(["p50"], [["2,050"], ["\u22126.2"], ["1,234,567.5"]]).ToCsv());
}
