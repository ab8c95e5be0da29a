using System.Text;
using OpsConsole.Core.Features.Datasets.Import;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets.Import;

public sealed class ImportFuzzTests
{
    private const string Seed = """
        id,q,data:json
        a,"one, two","{""x"":[1,2]}"
        {"id":"b","vars":{"q":"x"},"answers":["y"],"assert":[{"type":"equals"}]}
        - vars: { q: "x", list: [1, 2], text: | }
          assert:
            - type: contains
              value: &v 'y'
          metadata: { k: *v }
        """;

    [Theory]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    [InlineData(DatasetFormat.Yaml)]
    public async Task ReadAsync_ManyMutations_NeverThrows(DatasetFormat format)
    {
        var random = new Random(7);
        var pieces = new[] { "\"", "\"\"", "{", "}", "[", "]", ":", ",", "\n", "\r", "\t", "- ", "&a ", "*a", "<<", "!!int", "|", ">", "%YAML", "---", "...", "\\ud800", "\0", "?", "'", "#", " " };
        for (var round = 0; round < 800; round++)
        {
            var text = new StringBuilder(Seed);
            for (var edit = random.Next(1, 6); edit > 0; edit--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                {
                    text.Insert(at, pieces[random.Next(pieces.Length)]);
                }
                else
                {
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 40)));
                }
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (random.Next(5) == 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
            }

            var result = await DatasetImporter.ReadAsync(new MemoryStream(bytes), format, null, TestContext.Current.CancellationToken);
            Assert.True(result.IsOk && (result.Value.ProblemCount > 0 || result.Value.Rows.Count > 0));
        }
    }
}
