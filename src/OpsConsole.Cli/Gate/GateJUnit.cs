using System.Globalization;
using System.Text;
using System.Xml;
using OpsConsole.Core.Features.Reports;

namespace OpsConsole.Cli.Gate;

/// <summary>JUnit XML: a suite for each version and gate, a test case for each rule. Inconclusive is a failure of its own type: it is never a pass.</summary>
internal static class GateJUnit
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    public static void Write(Stream stream, RunAnswer run, GateAnswer gate)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", XmlSafeText.Clean($"Gate of {run.Benchmark}: {GateText.Verdict(gate)}"));
        Counts(xml, gate.Rules);
        foreach (var suite in gate.Rules.GroupBy(rule => $"{rule.PromptKey} v{rule.PromptVersion}, {GateText.Kind(rule)}"))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", XmlSafeText.Clean(suite.Key));
            Counts(xml, [.. suite]);
            foreach (var rule in suite)
                Write(xml, run, suite.Key, rule);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, RunAnswer run, string suite, RuleAnswer rule)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", XmlSafeText.Clean(suite));
        xml.WriteAttributeString("name", XmlSafeText.Clean(rule.Rule));
        if (rule.Verdict != "Pass")
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", rule.Verdict);
            xml.WriteAttributeString("message", XmlSafeText.Clean(rule.Why));
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", XmlSafeText.Clean($"{run.Id}: {rule.Why}{(rule.Exception is { } exception ? $" {GateText.Exception(exception)}" : "")}"));
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<RuleAnswer> rules)
    {
        xml.WriteAttributeString("tests", rules.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", rules.Count(rule => rule.Verdict != "Pass").ToString(CultureInfo.InvariantCulture));
    }
}
