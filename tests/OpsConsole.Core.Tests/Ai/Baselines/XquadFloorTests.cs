using System.Text.Json;
using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai.Baselines;

/// <summary>What the baselines reach on 240 public questions. The floors sit just below the measured figures: they catch a method that got worse.</summary>
public sealed class XquadFloorTests
{
    [Fact]
    public async Task Extractive_Xquad_SentenceHoldsTheAnswer()
    {
        var share = (await Answers("extractive")).Average(row => row.Accepted.Any(answer => row.Answer.Contains(answer, StringComparison.OrdinalIgnoreCase)) ? 1.0 : 0.0);
        TestContext.Current.SendDiagnosticMessage($"extractive: {share:P1} of the sentences hold an accepted answer");
        Assert.InRange(share, 0.80, 1);
    }

    [Fact]
    public async Task Span_Xquad_OverlapsTheAnswer()
    {
        var rows = await Answers("extractive-span");
        var f1 = rows.Average(row => row.Accepted.Max(answer => F1(row.Answer, answer)));
        TestContext.Current.SendDiagnosticMessage($"extractive-span: token F1 {f1:P1}");
        Assert.InRange(f1, 0.33, 1);
    }

    private static async Task<List<(string Answer, string[] Accepted)>> Answers(string model)
    {
        var path = SharedData.Find("qa-xquad-en-240.jsonl");
        Assert.SkipUnless(path is not null, "public data ../shared/data is not here");
        using var client = BaselineChatClient.For(BuiltinModels.Find(model)!);
        var rows = new List<(string, string[])>();
        await foreach (var line in File.ReadLinesAsync(path!, TestContext.Current.CancellationToken))
        {
            using var json = JsonDocument.Parse(line);
            var prompt = $"<context>{json.RootElement.GetProperty("context")}</context>\nQuestion: {json.RootElement.GetProperty("question")}";
            var response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, prompt)], null, TestContext.Current.CancellationToken);
            rows.Add((response.Text, [.. json.RootElement.GetProperty("answers").EnumerateArray().Select(answer => answer.GetString()!)]));
        }

        return rows;
    }

    private static double F1(string answer, string accepted)
    {
        string[] a = Normal(answer), b = Normal(accepted);
        var common = b.Distinct().Sum(word => Math.Min(a.Count(w => w == word), b.Count(w => w == word)));
        return common == 0 ? 0 : 2.0 * common / (a.Length + b.Length);

        static string[] Normal(string text) =>
            [.. string.Concat(text.ToLowerInvariant().Where(c => !char.IsPunctuation(c))).Split().Where(w => w is not ("" or "a" or "an" or "the"))];
    }
}
