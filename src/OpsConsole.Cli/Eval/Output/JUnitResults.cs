using OpsConsole.Core.Features.Reports;
using System.Globalization;
using System.Text;
using System.Xml;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>
/// JUnit XML: a suite for each candidate, or of several evaluations a suite for each; a test case for each result. Results come test by test, suites are written
/// candidate by candidate: each waits in a file of its own, not in memory.
/// </summary>
internal sealed class JUnitResults(Stream stream, bool several) : IResultWriter
{
    private static readonly XmlWriterSettings Fragment = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    private readonly List<Suite> _suites = [];
    private string _title = "";
    private double _milliseconds;

    /// <summary>Where the suites of the evaluation that was begun start.</summary>
    private int _first;

    public void Begin(EvalReport report)
    {
        _first = _suites.Count;
        _title = several ? "opsconsole eval" : report.Title;
        _milliseconds += report.Duration.TotalMilliseconds;
        if (several)
            _suites.Add(new Suite(report.Config));
        else
            _suites.AddRange(report.Plan.Candidates.Select(candidate => new Suite(candidate.Name)));
    }

    public void Write(EvalResult result) => _suites[several ? _first : _first + result.PromptIdx].Write(result);

    public void End(EvalStats stats)
    {
    }

    public void Missing(string config, string error)
    {
        var suite = new Suite(config);
        suite.Missing(error);
        _suites.Add(suite);
    }

    public void Complete()
    {
        Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"{XmlSafeText.Attribute(_title)}\" tests=\"{_suites.Sum(suite => suite.Tests)}\" failures=\"{_suites.Sum(suite => suite.Failures)}\" errors=\"{_suites.Sum(suite => suite.Errors)}\" time=\"{Seconds(_milliseconds)}\">\n");
        foreach (var suite in _suites)
        {
            Text($"<testsuite name=\"{XmlSafeText.Attribute(suite.Name)}\" tests=\"{suite.Tests}\" failures=\"{suite.Failures}\" errors=\"{suite.Errors}\" time=\"{Seconds(suite.Milliseconds)}\">\n");
            suite.CopyTo(stream);
            Text($"\n</testsuite>\n");
        }

        Text($"</testsuites>\n");
    }

    public void Dispose() => _suites.ForEach(suite => suite.Dispose());

    private void Text(FormattableString text) => stream.Write(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));

    private static string Seconds(double? milliseconds) => ((milliseconds ?? 0) / 1000).ToString("0.###", CultureInfo.InvariantCulture);

    private sealed class Suite : IDisposable
    {
        private readonly FileStream _file;
        private readonly XmlWriter _xml;

        public Suite(string name)
        {
            Name = name;
            _file = TemporaryFile.Open();
            _xml = XmlWriter.Create(_file, Fragment);
        }

        public string Name { get; }

        public int Tests { get; private set; }

        public int Failures { get; private set; }

        public int Errors { get; private set; }

        public double Milliseconds { get; private set; }

        public void Write(EvalResult result)
        {
            Tests++;
            Milliseconds += result.Row.LatencyMs ?? 0;
            var repeat = result.Row.Repeat == 0 ? "" : $", repeat {result.Row.Repeat + 1}";
            _xml.WriteStartElement("testcase");
            _xml.WriteAttributeString("name", XmlSafeText.Clean($"{result.TestIdx}: {result.Title}{repeat}"));
            _xml.WriteAttributeString("classname", XmlSafeText.Clean(result.Candidate.Name));
            _xml.WriteAttributeString("time", Seconds(result.Row.LatencyMs));
            WriteFault(result);
            if (result.Output is { } output)
                _xml.WriteElementString("system-out", XmlSafeText.Clean(output));
            _xml.WriteEndElement();
        }

        /// <summary>A suite that could not be run, in the one form that every reader of JUnit shows.</summary>
        public void Missing(string error)
        {
            (Tests, Errors) = (1, 1);
            _xml.WriteStartElement("testcase");
            _xml.WriteAttributeString("name", "the evaluation");
            _xml.WriteAttributeString("classname", XmlSafeText.Clean(Name));
            _xml.WriteStartElement("error");
            _xml.WriteAttributeString("type", "evaluation");
            _xml.WriteAttributeString("message", XmlSafeText.Clean(error));
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        public void CopyTo(Stream target)
        {
            _xml.Flush();
            _file.Position = 0;
            _file.CopyTo(target);
        }

        public void Dispose()
        {
            _xml.Dispose();
            _file.Dispose();
        }

        private void WriteFault(EvalResult result)
        {
            if (result.FailureReason == FailureReason.None)
                return;
            var isError = result.FailureReason == FailureReason.Error;
            Failures += isError ? 0 : 1;
            Errors += isError ? 1 : 0;
            _xml.WriteStartElement(isError ? "error" : "failure");
            _xml.WriteAttributeString("type", isError ? result.Row.ErrorCode : "assertion");
            _xml.WriteAttributeString("message", XmlSafeText.Clean(result.Error!));
            var failed = result.Row.Assertions.Where(assertion => !assertion.Pass).Select(assertion => $"{assertion.Type}{(assertion.Judge is { } judge ? $" by {judge}" : "")}: {assertion.Reason}");
            _xml.WriteString(XmlSafeText.Clean(string.Join('\n', failed)));
            _xml.WriteEndElement();
        }
    }
}
