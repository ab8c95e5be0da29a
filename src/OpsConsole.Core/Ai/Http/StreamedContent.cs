using System.Net;

namespace OpsConsole.Core.Ai.Http;

/// <summary>The body of an answer that comes piece by piece: server-sent events, or a line of JSON each. A connection that breaks is the provider's fault, not an I/O error.</summary>
internal sealed class StreamedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly Func<Exception> _cutOff;
    private readonly long _most;

    public StreamedContent(HttpContent inner, Func<Exception> cutOff, long most)
    {
        (_inner, _cutOff, _most) = (inner, cutOff, most);
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>Whether a provider answers piece by piece, which it only does when it was asked to.</summary>
    public static bool Is(HttpContent content) => content.Headers.ContentType?.MediaType is "text/event-stream" or "application/x-ndjson";

    protected override async Task<Stream> CreateContentReadStreamAsync() => new Guarded(await _inner.ReadAsStreamAsync(), _cutOff, _most);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => CreateContentReadStreamAsync();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var body = await CreateContentReadStreamAsync();
        await body.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Guarded(Stream inner, Func<Exception> cutOff, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                var count = await inner.ReadAsync(buffer, cancellationToken);
                _read += count;
                return _read <= most ? count : throw cutOff();
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
            {
                throw cutOff();
            }
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
