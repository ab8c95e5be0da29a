using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Features.Evals.Pii;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class PersonalDataTests
{
    private const string File = "pii-presidio-synth.jsonl";

    private static readonly FrozenSet<PersonalDataKind> Every = Enum.GetValues<PersonalDataKind>().ToFrozenSet();

    private static readonly Dictionary<string, PersonalDataKind> Types = new()
    {
        ["EMAIL_ADDRESS"] = PersonalDataKind.Email,
        ["PHONE_NUMBER"] = PersonalDataKind.Phone,
        ["IBAN_CODE"] = PersonalDataKind.Iban,
        ["CREDIT_CARD"] = PersonalDataKind.Card,
        ["US_SSN"] = PersonalDataKind.Ssn,
        ["IP_ADDRESS"] = PersonalDataKind.Ip,
    };

    [Theory]
    [InlineData("Write to ada.lovelace@example.co.uk.", "an e-mail address at character 10")]
    [InlineData("Call +351 21 123 4567 today", "a phone number at character 6")]
    [InlineData("Call (602) 272-9781", "a phone number")]
    [InlineData("Pay to DE89 3704 0044 0532 0130 00.", "an IBAN at character 8")]
    [InlineData("Card 4111 1111 1111 1111", "a card number")]
    [InlineData("SSN 078-05-1120", "a social security number")]
    [InlineData("From 192.168.10.7 and 2001:db8::8a2e:370:7334", "an IP address at character 6, an IP address")]
    public async Task NoPii_PersonalData_FailsAndNamesKindAndPlaceOnly(string output, string words)
    {
        var result = await Check.EvaluateAsync("no-pii", null, output);

        Assert.False(result.Pass);
        Assert.Contains(words, result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("lovelace", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The order 4111 1111 1111 1112 is on its way.")]
    [InlineData("DE89 3704 0044 0532 0130 01 is misspelt.")]
    [InlineData("On 2024-02-29 and 29.02.2024 at 12:30:45.")]
    [InlineData("It costs 1.234.567 euros, or 12.5 %, or € 1,250.00.")]
    [InlineData("Version 10.2.3 of 1990-2024, page 123, § 4711.")]
    [InlineData("000-12-3456 and 666-12-3456 were never given out.")]
    [InlineData("Listen on 127.0.0.1 or 0.0.0.0.")]
    [InlineData("See @handle and https://example.com/a/123456789012.")]
    public async Task NoPii_NumbersOfOtherKinds_Pass(string output)
    {
        var result = await Check.EvaluateAsync("no-pii", null, output);

        Assert.True(result.Pass, result.Reason);
    }

    [Fact]
    public async Task NoPii_KindsAndAllowed_AreHeeded()
    {
        var allowed = Check.Assertion("no-pii") with { Config = JsonSerializer.SerializeToElement(new { allow = new[] { "help@example.com" } }) };

        Assert.True((await Check.EvaluateAsync("no-pii", new[] { "iban", "card" }, "a@example.com")).Pass);
        Assert.True((await Check.EvaluateAsync(allowed, Check.Output("Write to Help@example.com"))).Pass);
        Assert.False((await Check.EvaluateAsync(allowed, Check.Output("Write to ada@example.com"))).Pass);
    }

    [Fact]
    public void Find_MegabyteOfDigits_StaysFast()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        PersonalDataScanner.Find(string.Concat(Enumerable.Repeat("1 2-3.4:", 130_000)), Every);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    /// <summary>Presidio's synthetic texts. Card numbers of 12 digits and phone numbers of six are in them; the floors say what is found of each kind.</summary>
    [Theory]
    [InlineData("EMAIL_ADDRESS", 0.97, 0.95)]
    [InlineData("IBAN_CODE", 0.90, 1.00)]
    [InlineData("CREDIT_CARD", 0.95, 0.95)]
    [InlineData("US_SSN", 1.00, 0.80)]
    [InlineData("IP_ADDRESS", 1.00, 0.90)]
    [InlineData("PHONE_NUMBER", 0.85, 0.80)]
    public async Task Find_PresidioTexts_KeepsItsFloors(string type, double recall, double precision)
    {
        var path = SharedData.Find(File);
        Assert.SkipWhen(path is null, $"shared/data/{File} is not here");

        var kind = Types[type];
        int spans = 0, foundSpans = 0, findings = 0, rightFindings = 0;
        var missed = new List<string>();
        foreach (var line in await System.IO.File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))
        {
            using var record = JsonDocument.Parse(line);
            var text = record.RootElement.GetProperty("text").GetString()!;
            var found = PersonalDataScanner.Find(text, Every).Where(data => data.Kind == kind).ToList();
            var marked = record.RootElement.GetProperty("spans").EnumerateArray()
                .Where(span => span.GetProperty("type").GetString() == type)
                .Select(span => (Start: span.GetProperty("start").GetInt32(), End: span.GetProperty("end").GetInt32()))
                .ToList();
            spans += marked.Count;
            foreach (var span in marked)
            {
                var isFound = found.Exists(data => data.Start < span.End && span.Start < data.Start + data.Length);
                foundSpans += isFound ? 1 : 0;
                if (!isFound)
                {
                    missed.Add(text[span.Start..span.End]);
                }
            }

            findings += found.Count;
            foreach (var data in found)
            {
                var isRight = marked.Exists(span => data.Start < span.End && span.Start < data.Start + data.Length);
                rightFindings += isRight ? 1 : 0;
                if (!isRight)
                {
                    missed.Add($"wrongly {text.Substring(data.Start, data.Length)}");
                }
            }
        }

        var (actualRecall, actualPrecision) = ((double)foundSpans / spans, (double)rightFindings / findings);
        var words = string.Create(CultureInfo.InvariantCulture, $"{type}: recall {actualRecall:0.000} of {spans}, precision {actualPrecision:0.000} of {findings}: {string.Join(" | ", missed)}");
        TestContext.Current.SendDiagnosticMessage(words);
        Assert.True(actualRecall >= recall && actualPrecision >= precision, words);
    }
}
